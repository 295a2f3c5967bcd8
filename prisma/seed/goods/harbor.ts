import { harborFavicon, harborLogo } from "../pictures/marks";
import { fitted, type Scene } from "../pictures/scene";
import { backpack, duffel } from "../pictures/things/bags";
import { bottle, enamelMug, kettle, lantern } from "../pictures/things/camp";
import { harborBags } from "./harbor-bags";
import { harborCamp } from "./harbor-camp";
import { harborHats } from "./harbor-hats";
import { harborLayers } from "./harbor-layers";
import { harborTools } from "./harbor-tools";
import type { Catalogue } from "./types";

/** Outdoor and workwear basics, in English. */
export const harbor: Catalogue = {
  ratio: "square",
  collections: [
    { slug: "bags", title: "Bags", description: "Canvas, leather and welded nylon, made to be repaired.", cover: "dockside-backpack" },
    { slug: "layers", title: "Layers", description: "Jackets, knits and shirts for weather that changes its mind.", cover: "chore-jacket" },
    {
      slug: "headwear",
      title: "Headwear",
      description: "Caps, beanies and brims for sun, salt and early starts.",
      cover: "five-panel-cap",
    },
    { slug: "camp-kitchen", title: "Camp kitchen", description: "Enamel, steel and iron for coffee outdoors.", cover: "enamel-mug" },
    { slug: "tools", title: "Tools", description: "A few good things to keep in a pocket or by the door.", cover: "bosun-folding-knife" },
  ],
  goods: [...harborBags, ...harborLayers, ...harborHats, ...harborCamp, ...harborTools],
  banner: {
    title: "Built for the long way home",
    text: "Bags, layers and camp gear that get better with every mile.",
    buttonLabel: "Shop bags",
    buttonHref: "/collections/bags",
    scene: bannerScene,
  },
  footer: [
    { label: "Bags", href: "/collections/bags" },
    { label: "Layers", href: "/collections/layers" },
  ],
  words: { closeUp: "up close", among: "in use" },
  marks: { logo: harborLogo, favicon: harborFavicon },
};

function bannerScene(): Scene {
  const parts = fitted(
    [
      { item: duffel("#b98d5a"), x: -330, y: -20 },
      { item: backpack("#686b46"), x: 70, y: -30 },
      { item: bottle("#e2ae2f"), x: 320, y: -8 },
      { item: lantern("#bf3b2b"), x: 460, y: -14 },
      { item: kettle("#3a6ea5"), x: 650, y: 4 },
      { item: enamelMug("#f1ecdf"), x: 400, y: 34 },
    ],
    "wide",
    0.66,
  ).map((part) => ({ ...part, x: part.x + 230, y: part.y - 70 }));
  return { ratio: "wide", ground: { wall: "#b7c6d3", table: "#8f7355", kind: "table" }, parts };
}
