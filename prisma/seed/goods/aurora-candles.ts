import { diffuser, holder, jarCandle, litHolder, taperPair } from "../pictures/things/candles";
import { vase } from "../pictures/things/ceramics";
import { linenStack } from "../pictures/things/linen";
import { arranged, grasses } from "../pictures/things/plants";
import { grounds } from "./aurora-tones";
import type { Good } from "./types";

const home = ["velas-e-aromas"] as const;

export const auroraCandles: readonly Good[] = [
  {
    slug: "vela-atelie",
    title: "Vela Ateliê",
    lead: "Vela de cera de coco e óleos essenciais, em copo que depois vira copo mesmo.",
    more: "Queima por cerca de 40 horas com pavio de algodão. Feita em lotes de sessenta, com a data escrita à mão no rótulo.",
    vendor: "Casa Lume",
    type: "Vela",
    tags: ["cera vegetal", "perfumada", "presente"],
    collections: home,
    priceCents: 9900,
    weightGrams: 460,
    isFeatured: true,
    sku: "AUR-VEL",
    stock: [40, 26, 4],
    options: [
      {
        name: "Aroma",
        values: [
          { value: "Capim-limão", swatch: "#b9a45c" },
          { value: "Figo", swatch: "#7c5548" },
          { value: "Lavanda", swatch: "#9388a0" },
        ],
      },
    ],
    picture: {
      ground: grounds.dusk,
      draw: (swatch) => jarCandle(swatch, "#f3eadb"),
      among: (item) => [
        { item: arranged(vase("column", "#d9c4a3"), 206, [grasses({ height: 230, colour: "#c9aa77" })]), x: -120, y: -24, scale: 0.8 },
        { item: jarCandle("#7c5548", "#f3eadb"), x: 112, y: -14, scale: 0.85 },
        { item, x: 0, y: 12 },
      ],
      closeUp: { x: 0.26, y: 0.22, size: 0.48 },
    },
  },
  {
    slug: "velas-de-mesa",
    title: "Velas de mesa, par",
    lead: "Duas velas altas mergulhadas à mão, vinte vezes cada uma.",
    more: "Queimam umas sete horas sem pingar, longe do vento. Servem no castiçal Haste e na maioria dos outros.",
    vendor: "Casa Lume",
    type: "Vela",
    tags: ["cera vegetal", "mesa posta"],
    collections: home,
    priceCents: 5900,
    weightGrams: 180,
    sku: "AUR-VMS",
    stock: [35, 18, 22],
    options: [
      {
        name: "Cor",
        values: [
          { value: "Telha", swatch: "#b5583a" },
          { value: "Nata", swatch: "#f0e4cc" },
          { value: "Musgo", swatch: "#7c8259" },
        ],
      },
    ],
    picture: { ground: grounds.rose, draw: taperPair },
  },
  {
    slug: "castical-haste",
    title: "Castiçal Haste",
    lead: "Castiçal torneado em uma peça só, com prato que recolhe a cera.",
    more: "Recebe velas de 2,2 cm. A base é pesada de propósito.",
    vendor: "Ateliê Aurora",
    type: "Castiçal",
    tags: ["grés", "mesa posta"],
    collections: ["velas-e-aromas", "ceramica-de-mesa"],
    priceCents: 11_900,
    compareAtCents: 13_900,
    weightGrams: 480,
    isFeatured: true,
    sku: "AUR-CAS",
    stock: [12, 3],
    options: [
      {
        name: "Cor",
        values: [
          { value: "Nata", swatch: "#eadfca" },
          { value: "Carvão", swatch: "#4a4541" },
        ],
      },
    ],
    picture: {
      ground: grounds.dusk,
      draw: (swatch) => litHolder(swatch, "#c9704a"),
      among: (item) => [
        { item: litHolder("#c98f68", "#f0e4cc"), x: -110, y: -20, scale: 0.86 },
        { item, x: 0, y: 0 },
        { item: holder("#4a4541"), x: 110, y: 14 },
      ],
    },
  },
  {
    slug: "difusor-mata",
    title: "Difusor de varetas Mata",
    lead: "Perfume de ambiente com cedro, vetiver e folha de pitanga.",
    more: "O vidro âmbar tem 200 ml e dura uns dois meses. Vêm seis varetas de rattan; vire uma vez por semana.",
    vendor: "Casa Lume",
    type: "Difusor",
    tags: ["perfumada", "sala", "presente"],
    collections: home,
    priceCents: 14_900,
    weightGrams: 520,
    sku: "AUR-DIF",
    stock: [15],
    picture: {
      ground: grounds.warm,
      draw: () => diffuser("#8a5526"),
      among: (item) => [
        { item: linenStack("#d8c6aa", { count: 3, width: 230, thick: 24 }), x: 140, y: -26 },
        { item: jarCandle("#b9a45c", "#f3eadb"), x: 140, y: -126, scale: 0.8 },
        { item, x: -20, y: 6 },
      ],
    },
  },
];
