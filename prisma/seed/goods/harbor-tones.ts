import type { Ground } from "../pictures/scene";

export const colours = {
  navy: { value: "Navy", swatch: "#2b3f5c" },
  olive: { value: "Olive", swatch: "#686b46" },
  tan: { value: "Tan", swatch: "#b98d5a" },
  black: { value: "Black", swatch: "#34363a" },
  rust: { value: "Rust", swatch: "#a8482c" },
  natural: { value: "Natural", swatch: "#dccfb5" },
  yellow: { value: "Signal yellow", swatch: "#e2ae2f" },
  blue: { value: "Harbor blue", swatch: "#3a6ea5" },
  red: { value: "Buoy red", swatch: "#bf3b2b" },
  cream: { value: "Cream", swatch: "#f1ecdf" },
  grey: { value: "Slate", swatch: "#7b858e" },
} as const;

export const sizes = ["S", "M", "L", "XL"].map((value) => ({ value }));

export const grounds = {
  studio: { wall: "#dde2e6", table: "#eff1f3", kind: "sweep" },
  fog: { wall: "#c3d0db", table: "#d9e2ea", kind: "sweep" },
  sand: { wall: "#e0d7c6", table: "#ece5d8", kind: "sweep" },
  deep: { wall: "#3c5570", table: "#4b6683", kind: "sweep" },
  signal: { wall: "#e3b547", table: "#ecc35c", kind: "sweep" },
  bench: { wall: "#cdd5db", table: "#a9835c", kind: "table" },
  wall: { wall: "#e2e6e9", table: "#e2e6e9", kind: "flat" },
  plank: { wall: "#c8d2da", table: "#c8d2da", kind: "flat" },
} as const satisfies Record<string, Ground>;
