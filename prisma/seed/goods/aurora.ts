import { auroraFavicon, auroraLogo } from "../pictures/marks";
import { fitted, type Scene } from "../pictures/scene";
import { litHolder } from "../pictures/things/candles";
import { bowl, jug, vase } from "../pictures/things/ceramics";
import { linenStack } from "../pictures/things/linen";
import { arranged, branch } from "../pictures/things/plants";
import { auroraCandles } from "./aurora-candles";
import { auroraFurniture } from "./aurora-furniture";
import { auroraLinen } from "./aurora-linen";
import { auroraTable } from "./aurora-table";
import { auroraVases } from "./aurora-vases";
import type { Catalogue } from "./types";

/** Ceramics, linen, candles and small furniture, in Portuguese. */
export const aurora: Catalogue = {
  ratio: "tall",
  collections: [
    {
      slug: "ceramica-de-mesa",
      title: "Cerâmica de mesa",
      description: "Peças torneadas uma a uma, para o café da manhã e para a mesa cheia de domingo.",
      cover: "caneca-bruma",
    },
    {
      slug: "vasos",
      title: "Vasos",
      description: "Para um galho colhido no caminho ou para ficar vazio, só pela forma.",
      cover: "vaso-aurora",
    },
    { slug: "linho", title: "Linho", description: "Linho puro, lavado em pedra, que amacia a cada lavagem.", cover: "guardanapos-domingo" },
    {
      slug: "velas-e-aromas",
      title: "Velas e aromas",
      description: "Cera vegetal e óleos essenciais, em porções pequenas.",
      cover: "vela-atelie",
    },
    {
      slug: "moveis-e-madeira",
      title: "Móveis e madeira",
      description: "Madeira de reaproveitamento, encaixes à vista, acabamento em óleo.",
      cover: "banco-tres-ruas",
    },
  ],
  goods: [...auroraTable, ...auroraVases, ...auroraLinen, ...auroraCandles, ...auroraFurniture],
  banner: {
    title: "Feito à mão, para todo dia",
    text: "Cerâmica, linho e velas de pequenos ateliês brasileiros, em lotes curtos e com tempo.",
    buttonLabel: "Ver a coleção",
    buttonHref: "/collections/ceramica-de-mesa",
    scene: bannerScene,
  },
  footer: [
    { label: "Cerâmica de mesa", href: "/collections/ceramica-de-mesa" },
    { label: "Linho", href: "/collections/linho" },
  ],
  words: { closeUp: "visto de perto", among: "em uso" },
  marks: { logo: auroraLogo, favicon: auroraFavicon },
};

function bannerScene(): Scene {
  const olive = { colour: "#7d8a5c", leaf: 30 };
  const bouquet = arranged(vase("aurora", "#b9714c"), 264, [
    branch({ ...olive, height: 250, lean: -110 }),
    branch({ ...olive, height: 300, lean: 30 }),
    branch({ ...olive, height: 230, lean: 130 }),
  ]);
  const parts = fitted(
    [
      { item: jug("#e9dfcd"), x: -250, y: -30 },
      { item: bouquet, x: 0, y: -40 },
      { item: litHolder("#c9a27c", "#f3e7d0"), x: 210, y: -26 },
      { item: linenStack("#cdb79a", { count: 3, width: 230, thick: 26 }), x: 390, y: 0 },
      { item: bowl("#d9b48c"), x: -110, y: 30 },
    ],
    "wide",
    0.72,
  );
  return { ratio: "wide", ground: { wall: "#e8d8c3", table: "#c9a585", kind: "table", hasWindow: true }, parts };
}
