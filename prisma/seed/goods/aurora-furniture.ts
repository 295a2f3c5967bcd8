import { bowl, jug, mug, vase } from "../pictures/things/ceramics";
import { pillow } from "../pictures/things/linen";
import { arranged, branch } from "../pictures/things/plants";
import { board, lamp, sideTable, stool, tray } from "../pictures/things/wood";
import { grounds } from "./aurora-tones";
import type { Good } from "./types";

const home = ["moveis-e-madeira"] as const;
const woods = [
  { value: "Peroba", swatch: "#b27c4c" },
  { value: "Imbuia", swatch: "#6f4a33" },
] as const;

export const auroraFurniture: readonly Good[] = [
  {
    slug: "banco-tres-ruas",
    title: "Banco Três Ruas",
    lead: "Banco de madeira de demolição com pernas torneadas e assento levemente cavado.",
    more: "Tem 45 cm de altura e aguenta 120 kg. Serve de assento, de criado-mudo ou de escadinha para as plantas.",
    vendor: "Marcenaria Tora",
    type: "Banco",
    tags: ["madeira de demolição", "sala", "feito à mão"],
    collections: home,
    priceCents: 58_900,
    weightGrams: 4800,
    isFeatured: true,
    sku: "AUR-BAN",
    stock: [4, 2],
    options: [{ name: "Madeira", values: woods }],
    picture: {
      ground: grounds.linen,
      draw: stool,
      among: (item) => [
        { item, x: 0, y: 0 },
        {
          item: arranged(vase("aurora", "#b9714c"), 264, [
            branch({ height: 200, lean: 70, colour: "#7f8a5e" }),
            branch({ height: 220, lean: -40, colour: "#8a9469" }),
          ]),
          x: -20,
          y: -432,
          scale: 0.72,
        },
        { item: pillow("#a9593a"), x: 300, y: 20, scale: 0.72, turn: 6 },
      ],
      closeUp: { x: 0.2, y: 0.16, size: 0.44 },
    },
  },
  {
    slug: "mesa-lateral-tora",
    title: "Mesa lateral Tora",
    lead: "Mesinha redonda de pé único, torneada em um bloco só.",
    more: "O tampo tem 42 cm e altura de braço de sofá. Acabamento em óleo de linhaça e cera, que se renova em casa com um pano.",
    vendor: "Marcenaria Tora",
    type: "Mesa",
    tags: ["madeira de demolição", "sala"],
    collections: home,
    priceCents: 94_900,
    compareAtCents: 109_000,
    weightGrams: 9200,
    sku: "AUR-MES",
    stock: [2],
    picture: {
      ground: grounds.sage,
      draw: () => sideTable("#9a6a42"),
      among: (item) => [
        { item, x: 0, y: 0 },
        { item: lamp("#b9714c", "#ecdfc6"), x: -40, y: -478, scale: 0.78 },
        { item: mug("#e0d0b4"), x: 112, y: -462, scale: 0.8 },
      ],
    },
  },
  {
    slug: "tabua-jatoba",
    title: "Tábua Jatobá",
    lead: "Tábua de corte e de servir, com cabo para pendurar.",
    more: "Uma prancha inteira de jatobá, sem emenda, com 2,5 cm de espessura. Passe óleo mineral uma vez por mês e ela dura mais que a cozinha.",
    vendor: "Marcenaria Tora",
    type: "Tábua",
    tags: ["madeira", "cozinha", "presente"],
    collections: ["moveis-e-madeira", "ceramica-de-mesa"],
    priceCents: 16_900,
    weightGrams: 1400,
    sku: "AUR-TAB",
    stock: [17],
    picture: {
      ground: grounds.warm,
      draw: () => board("#a4643c"),
      among: (item) => [
        { item, x: 40, y: -40 },
        { item: jug("#efe6d6"), x: -110, y: -6 },
        { item: bowl("#8b8f66"), x: 110, y: 14, scale: 0.9 },
      ],
      closeUp: { x: 0.26, y: 0.4, size: 0.42 },
    },
  },
  {
    slug: "bandeja-roda",
    title: "Bandeja Roda",
    lead: "Bandeja redonda de 38 cm, com borda alta o bastante para levar o café até a cama.",
    more: "Feita com ripas de freijó curvadas no vapor. Limpa com pano úmido.",
    vendor: "Marcenaria Tora",
    type: "Bandeja",
    tags: ["madeira", "mesa posta"],
    collections: home,
    priceCents: 22_900,
    weightGrams: 980,
    sku: "AUR-BDJ",
    stock: [0],
    picture: {
      ground: grounds.rose,
      draw: () => tray("#c1915f"),
      among: (item) => [
        { item, x: 0, y: 0 },
        { item: jug("#efe6d6"), x: -60, y: -24, scale: 0.9 },
        { item: mug("#b9714c"), x: 70, y: -12 },
      ],
    },
  },
  {
    slug: "luminaria-lume",
    title: "Luminária Lume",
    lead: "Abajur com base de grés torneada e cúpula de linho cru.",
    more: "Soquete E27, fio de tecido de dois metros com interruptor. A luz atravessa o linho e fica da cor de fim de tarde.",
    vendor: "Ateliê Aurora",
    type: "Luminária",
    tags: ["grés", "linho puro", "sala", "quarto"],
    collections: ["moveis-e-madeira", "velas-e-aromas"],
    priceCents: 46_900,
    weightGrams: 2300,
    isFeatured: true,
    sku: "AUR-LUM",
    stock: [5, 3],
    options: [
      {
        name: "Cor",
        values: [
          { value: "Areia", swatch: "#d9c4a3" },
          { value: "Terracota", swatch: "#b9714c" },
        ],
      },
    ],
    picture: { ground: grounds.dusk, draw: (swatch) => lamp(swatch, "#ecdfc6"), closeUp: { x: 0.22, y: 0.16, size: 0.5 } },
  },
];
