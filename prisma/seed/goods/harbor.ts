import { harborFavicon, harborLogo } from "../pictures/marks";
import { fitted, type Scene } from "../pictures/scene";
import { mug } from "../pictures/things/ceramics";
import type { Catalogue } from "./types";

export const harbor: Catalogue = {
  ratio: "square",
  collections: [],
  goods: [],
  banner: {
    title: "Built for the long way home",
    text: "Bags, layers and camp gear that get better with every mile.",
    buttonLabel: "Shop bags",
    buttonHref: "/collections/bags",
    scene: bannerScene,
  },
  footer: [],
  words: { closeUp: "up close", among: "in use" },
  marks: { logo: harborLogo, favicon: harborFavicon },
};

function bannerScene(): Scene {
  const parts = fitted([{ item: mug("#22344d"), x: 0, y: 0 }], "wide", 0.3);
  return { ratio: "wide", ground: { wall: "#c9d3dc", table: "#dfe5ea", kind: "sweep" }, parts };
}
