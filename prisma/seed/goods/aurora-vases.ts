import { bowl, planter, vase } from "../pictures/things/ceramics";
import { linenStack } from "../pictures/things/linen";
import { arranged, branch, grasses } from "../pictures/things/plants";
import { stool } from "../pictures/things/wood";
import { glazes, grounds } from "./aurora-tones";
import type { Good } from "./types";

const home = ["vasos"] as const;
const leaves = (colour: string) => [
  branch({ height: 210, lean: -80, colour }),
  branch({ height: 260, lean: 20, colour }),
  branch({ height: 190, lean: 95, colour }),
];

export const auroraVases: readonly Good[] = [
  {
    slug: "vaso-aurora",
    title: "Vaso Aurora",
    lead: "O vaso que deu nome à loja: ombros largos, gargalo curto, barro sem esmalte por fora.",
    more: "É impermeável por dentro e segura galhos pesados sem tombar. A textura vem do chamote, grãos de barro já queimado.",
    vendor: "Ateliê Aurora",
    type: "Vaso",
    tags: ["barro", "feito à mão", "decoração"],
    collections: home,
    priceCents: 25_900,
    weightGrams: 1800,
    isFeatured: true,
    sku: "AUR-VAU",
    stock: [10, 4, 6, 2, 8, 0],
    options: [
      { name: "Cor", values: [glazes.terracotta, glazes.sand, glazes.ink] },
      { name: "Altura", values: [{ value: "22 cm" }, { value: "32 cm", extraCents: 12_000, extraGrams: 1400 }] },
    ],
    picture: {
      ground: grounds.warm,
      draw: (swatch) => vase("aurora", swatch),
      among: (item) => [
        { item: arranged(item, 264, leaves("#7f8a5e")), x: 0, y: -20 },
        { item: bowl("#e6d8bf"), x: 150, y: 8, scale: 0.8 },
      ],
      closeUp: { x: 0.24, y: 0.2, size: 0.44 },
    },
  },
  {
    slug: "vaso-lua",
    title: "Vaso Lua",
    lead: "Redondo e claro, inspirado nos jarros de lua coreanos.",
    more: "São duas metades torneadas e unidas à mão; a emenda fica como uma linha quase invisível na barriga do vaso.",
    vendor: "Ateliê Aurora",
    type: "Vaso",
    tags: ["porcelana", "feito à mão", "decoração"],
    collections: home,
    priceCents: 38_900,
    compareAtCents: 44_900,
    weightGrams: 2100,
    isFeatured: true,
    sku: "AUR-VLU",
    stock: [5],
    picture: {
      ground: grounds.clay,
      draw: () => vase("moon", "#f0e7d8"),
      among: (item) => [
        { item: arranged(item, 192, [branch({ height: 280, lean: 150, colour: "#a5624a", leaf: 20 })]), x: -40, y: -20 },
        { item: vase("drop", "#8b5a42"), x: 120, y: 10, scale: 0.8 },
      ],
      closeUp: { x: 0.2, y: 0.3, size: 0.4 },
    },
  },
  {
    slug: "solitario-gota",
    title: "Solitário Gota",
    lead: "Vaso pequeno para uma flor só.",
    more: "O gargalo fino segura a haste em pé e a base pesada não deixa o vento levar. Três juntos fazem um arranjo.",
    vendor: "Olaria do Vale",
    type: "Vaso",
    tags: ["barro", "presente", "decoração"],
    collections: home,
    priceCents: 9800,
    weightGrams: 420,
    sku: "AUR-SOL",
    stock: [22, 15, 9],
    options: [{ name: "Cor", values: [glazes.mist, glazes.terracotta, glazes.cream] }],
    picture: {
      ground: grounds.rose,
      draw: (swatch) => vase("drop", swatch),
      among: (item) => [
        { item: vase("drop", "#b9714c"), x: -130, y: -16, scale: 1.1 },
        { item: arranged(item, 198, [branch({ height: 170, lean: 50, colour: "#c9a06a", leaf: 18 })]), x: 0, y: 0 },
        { item: vase("drop", "#efe5d2"), x: 118, y: 14, scale: 0.82 },
      ],
    },
  },
  {
    slug: "vaso-coluna",
    title: "Vaso Coluna bicolor",
    lead: "Cilindro alto em dois barros, um claro e um escuro, queimados juntos.",
    more: "A linha entre os dois nunca sai igual. Feito para capins secos e ramos longos.",
    vendor: "Ateliê Aurora",
    type: "Vaso",
    tags: ["barro", "feito à mão", "decoração"],
    collections: home,
    priceCents: 19_900,
    weightGrams: 1500,
    sku: "AUR-VCO",
    stock: [8],
    picture: {
      ground: grounds.linen,
      draw: () => arranged(vase("column", "#e7d9c0", "#8b5a42"), 206, [grasses({ height: 260, colour: "#d9bd8c" })]),
      among: (item) => [
        { item: linenStack("#c9b492", { count: 3, width: 220, thick: 24 }), x: -170, y: -20 },
        { item, x: 20, y: 0 },
      ],
      closeUp: { x: 0.28, y: 0.48, size: 0.44 },
    },
  },
  {
    slug: "cachepo-quintal",
    title: "Cachepô Quintal",
    lead: "Cachepô com prato para vasos de até 15 cm, com a borda em barro cru.",
    more: "Tem furo e prato, então a planta bebe o que precisa e a mesa não molha. Serve dentro e fora de casa.",
    vendor: "Olaria do Vale",
    type: "Cachepô",
    tags: ["barro", "plantas"],
    collections: home,
    priceCents: 14_900,
    weightGrams: 1900,
    sku: "AUR-CAC",
    stock: [13, 7],
    options: [{ name: "Cor", values: [glazes.olive, glazes.cream] }],
    picture: {
      ground: grounds.sage,
      draw: (swatch) =>
        arranged(
          planter(swatch),
          146,
          ["#6f8055", "#7f9060", "#5f734b", "#84955f"].map((colour, index) =>
            branch({ height: 150 + 34 * index, lean: [-95, -36, 104, 34][index] ?? 0, colour, leaf: 44 }),
          ),
        ),
      among: (item) => [
        { item: stool("#a9754a"), x: 0, y: 0, scale: 0.7 },
        { item, x: 0, y: -306, scale: 0.8 },
      ],
    },
  },
];
