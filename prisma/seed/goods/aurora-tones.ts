import type { Ground } from "../pictures/scene";

/** Glazes as shoppers choose them. */
export const glazes = {
  sand: { value: "Areia", swatch: "#e0d0b4" },
  cream: { value: "Nata", swatch: "#efe5d2" },
  terracotta: { value: "Terracota", swatch: "#b9714c" },
  mist: { value: "Azul-névoa", swatch: "#9fb0b5" },
  olive: { value: "Oliva", swatch: "#8b8f66" },
  ink: { value: "Carvão", swatch: "#4a4541" },
} as const;

export const cloths = {
  natural: { value: "Natural", swatch: "#d6c5a8" },
  rust: { value: "Ferrugem", swatch: "#a9593a" },
  sage: { value: "Sálvia", swatch: "#9aa185" },
  white: { value: "Branco", swatch: "#f1ebe0" },
  slate: { value: "Ardósia", swatch: "#6c7680" },
} as const;

export const grounds = {
  warm: { wall: "#e9dac5", table: "#cfa987", kind: "table" },
  rose: { wall: "#e3c9b6", table: "#b98a6b", kind: "table" },
  sage: { wall: "#d5d3bd", table: "#bfa183", kind: "table" },
  clay: { wall: "#d9b99c", table: "#a97856", kind: "table" },
  linen: { wall: "#efe6d8", table: "#dcc7a9", kind: "table" },
  dusk: { wall: "#8d7466", table: "#6b4c3b", kind: "table" },
  plaster: { wall: "#e6dccb", table: "#e6dccb", kind: "flat", hasWindow: true },
} as const satisfies Record<string, Ground>;
