import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { contrastRatio, hexFromOklch } from "@/lib/core/colour";

type Tokens = Record<string, string>;

const read = (name: string) => readFileSync(new URL(name, import.meta.url), "utf8");

/** The custom properties that are plain OKLCH colours, as hex. */
function coloursOf(css: string): Tokens {
  const found = css.matchAll(/--([\w-]+): oklch\(([\d.]+) ([\d.]+) ([\d.]+)\)/g);
  return Object.fromEntries(
    [...found].map(([, name = "", lightness, chroma, hue]) => [
      name,
      hexFromOklch({ lightness: Number(lightness), chroma: Number(chroma), hue: Number(hue) }),
    ]),
  );
}

const [light = "", dark = ""] = read("./tokens.css").split("@variant dark");
const presetCss = read("./presets.css");
const ruleOf = (selector: string) => presetCss.slice(presetCss.indexOf(`${selector} {`)).split("}")[0] ?? "";

const themes: Record<string, Tokens> = {
  light: coloursOf(light),
  dark: { ...coloursOf(light), ...coloursOf(dark) },
  linho: { ...coloursOf(ruleOf("[data-preset]")), ...coloursOf(ruleOf('[data-preset="linho"]')) },
  sinal: { ...coloursOf(ruleOf("[data-preset]")), ...coloursOf(ruleOf('[data-preset="sinal"]')) },
  nevoa: { ...coloursOf(ruleOf("[data-preset]")), ...coloursOf(ruleOf('[data-preset="nevoa"]')) },
};

const textPairs = [
  ["text", "background"],
  ["text", "surface"],
  ["text", "muted"],
  ["text-muted", "background"],
  ["text-muted", "surface"],
  ["text-muted", "muted"],
  ["accent-contrast", "accent"],
  ["accent-text", "background"],
  ["accent-text", "surface"],
  ["success", "surface"],
  ["success", "success-soft"],
  ["warning", "surface"],
  ["warning", "warning-soft"],
  ["danger", "background"],
  ["danger", "surface"],
  ["danger", "danger-soft"],
  ["danger-contrast", "danger"],
  ["inverse-text", "inverse"],
  ["inverse-muted", "inverse"],
] as const;

function ratio(tokens: Tokens, one: string, other: string): number {
  const [first, second] = [tokens[one], tokens[other]];
  if (!first || !second) throw new Error(`No colour ${first ? other : one}`);
  return contrastRatio(first, second);
}

describe.each(Object.entries(themes))("in %s", (_, tokens) => {
  it.each(textPairs)("%s is legible on %s", (text, ground) => {
    expect(ratio(tokens, text, ground)).toBeGreaterThanOrEqual(4.5);
  });

  it("the frame of a field stands out from the page", () => {
    expect(ratio(tokens, "border-strong", "surface")).toBeGreaterThanOrEqual(3);
    expect(ratio(tokens, "border-strong", "background")).toBeGreaterThanOrEqual(3);
  });
});

describe.each(["light", "dark"])("in %s, on the platform alone", (theme) => {
  const tokens = themes[theme] ?? {};

  it("the focus ring stands out from every ground", () => {
    for (const ground of ["background", "surface", "muted", "accent-soft"])
      expect(ratio(tokens, "focus", ground)).toBeGreaterThanOrEqual(3);
  });

  it("accent words and quiet words are legible on a tinted row", () => {
    expect(ratio(tokens, "accent-text", "accent-soft")).toBeGreaterThanOrEqual(4.5);
    expect(ratio(tokens, "text-muted", "accent-soft")).toBeGreaterThanOrEqual(4.5);
  });

  it("lamp light is legible on the shop front", () => {
    expect(ratio(tokens, "lamp", "inverse")).toBeGreaterThanOrEqual(4.5);
  });
});
