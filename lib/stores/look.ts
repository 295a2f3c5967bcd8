import { type AccentTokens, accentTokens, hexFromOklch } from "@/lib/core/colour";
import type { Theme } from "./types";

/** The darkest ground on which each preset sets text in the accent: `--muted` of app/styles/presets.css. */
const grounds: Record<Theme["preset"], string> = {
  linho: hexFromOklch({ lightness: 0.949, chroma: 0.014, hue: 82 }),
  sinal: hexFromOklch({ lightness: 0.955, chroma: 0, hue: 0 }),
  nevoa: hexFromOklch({ lightness: 0.96, chroma: 0.006, hue: 250 }),
};

/** The store's accent with what is legible on it and beside it, for the style of `<html>`. */
export function accentStyle(theme: Pick<Theme, "preset" | "accent">): AccentTokens {
  return accentTokens(theme.accent, grounds[theme.preset]);
}
