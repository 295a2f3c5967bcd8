/**
 * Colour arithmetic for a store's accent: is text on it legible, and is it legible as text.
 * Luminance and contrast follow WCAG 2.2 (relative luminance, 1.4.3); OKLCH follows CSS Color 4, section 9.
 */

/** sRGB channels, each 0 to 1. */
export type Rgb = { red: number; green: number; blue: number };

/** Lightness 0 to 1, chroma from 0, hue in degrees 0 to 360. */
export type Oklch = { lightness: number; chroma: number; hue: number };

/** What a storefront sets inline, over its preset. */
export type AccentTokens = { "--accent": string; "--accent-contrast": string; "--accent-text": string };

const minimumContrast = 4.5;
const softInk = "#14181a";
const white = "#ffffff";
const black = "#000000";

/** Reads `#abc` or `#aabbcc`, in either case; null for anything else. */
export function findRgb(hex: string): Rgb | null {
  const short = /^#([\da-f])([\da-f])([\da-f])$/i.exec(hex);
  const digits = short ? short.slice(1).map((digit) => digit + digit) : /^#([\da-f]{2})([\da-f]{2})([\da-f]{2})$/i.exec(hex)?.slice(1);
  if (!digits) return null;

  const [red = 0, green = 0, blue = 0] = digits.map((pair) => Number.parseInt(pair, 16) / 255);
  return { red, green, blue };
}

/** Reads a hex colour that was checked where it entered; throws on anything else. */
export function rgbFromHex(hex: string): Rgb {
  const rgb = findRgb(hex);
  if (!rgb) throw new Error(`Not a hex colour: ${hex}`);
  return rgb;
}

/** Writes `#rrggbb`; channels outside 0 to 1 are clipped. */
export function hexFromRgb({ red, green, blue }: Rgb): string {
  const pair = (channel: number) =>
    Math.round(Math.min(1, Math.max(0, channel)) * 255)
      .toString(16)
      .padStart(2, "0");
  return `#${pair(red)}${pair(green)}${pair(blue)}`;
}

/** Relative luminance, 0 (black) to 1 (white). */
export function relativeLuminance(hex: string): number {
  const { red, green, blue } = linear(rgbFromHex(hex));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** Contrast ratio of two colours, 1 to 21, the same in either order. */
export function contrastRatio(one: string, other: string): number {
  const [light = 0, dark = 0] = [relativeLuminance(one), relativeLuminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

/** A text colour of at least 4.5:1 on `hex`: white or soft ink, and plain black where neither is enough (mid tones). */
export function accentContrast(hex: string): string {
  if (contrastRatio(white, hex) >= minimumContrast) return white;
  if (contrastRatio(softInk, hex) >= minimumContrast) return softInk;
  return black;
}

/** The nearest colour to `hex`, of the same hue, that reads as text on `background` (at least 4.5:1). */
export function legibleOn(hex: string, background: string): string {
  if (contrastRatio(hex, background) >= minimumContrast) return hexFromRgb(rgbFromHex(hex));

  const from = oklchFromHex(hex);
  const target = contrastRatio(black, background) >= contrastRatio(white, background) ? 0 : 1;
  let legible = target === 0 ? black : white;
  let [near, far] = [0, 1];
  for (let step = 0; step < 16; step++) {
    const middle = (near + far) / 2;
    const candidate = hexFromOklch({ ...from, lightness: from.lightness + (target - from.lightness) * middle });
    if (contrastRatio(candidate, background) >= minimumContrast) [far, legible] = [middle, candidate];
    else near = middle;
  }
  return legible;
}

/** Everything a storefront needs from the one colour that the merchant picked. */
export function accentTokens(hex: string, background: string): AccentTokens {
  return { "--accent": hex, "--accent-contrast": accentContrast(hex), "--accent-text": legibleOn(hex, background) };
}

/** The colour in OKLCH; hue is 0 for greys. */
export function oklchFromHex(hex: string): Oklch {
  const { red, green, blue } = linear(rgbFromHex(hex));
  const long = Math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue);
  const medium = Math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue);
  const short = Math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue);

  const a = 1.9779984951 * long - 2.428592205 * medium + 0.4505937099 * short;
  const b = 0.0259040371 * long + 0.7827717662 * medium - 0.808675766 * short;
  const chroma = Math.hypot(a, b);
  return {
    lightness: 0.2104542553 * long + 0.793617785 * medium - 0.0040720468 * short,
    chroma,
    hue: chroma < 1e-4 ? 0 : ((Math.atan2(b, a) * 180) / Math.PI + 360) % 360,
  };
}

/** The sRGB colour; chroma is lowered until it fits the gamut, so lightness and hue hold. */
export function hexFromOklch(colour: Oklch): string {
  const exact = rgbFromOklch(colour);
  if (isInGamut(exact)) return hexFromRgb(exact);

  let [inside, outside] = [0, colour.chroma];
  for (let step = 0; step < 16; step++) {
    const chroma = (inside + outside) / 2;
    if (isInGamut(rgbFromOklch({ ...colour, chroma }))) inside = chroma;
    else outside = chroma;
  }
  return hexFromRgb(rgbFromOklch({ ...colour, chroma: inside }));
}

function rgbFromOklch({ lightness, chroma, hue }: Oklch): Rgb {
  const angle = (hue * Math.PI) / 180;
  const [a, b] = [chroma * Math.cos(angle), chroma * Math.sin(angle)];
  const long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const short = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;

  return {
    red: gamma(4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short),
    green: gamma(-1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short),
    blue: gamma(-0.0041960863 * long - 0.7034186147 * medium + 1.707614701 * short),
  };
}

function isInGamut({ red, green, blue }: Rgb): boolean {
  const slack = 1e-4;
  return [red, green, blue].every((channel) => channel >= -slack && channel <= 1 + slack);
}

function linear({ red, green, blue }: Rgb): Rgb {
  const ungamma = (channel: number) => (channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4);
  return { red: ungamma(red), green: ungamma(green), blue: ungamma(blue) };
}

function gamma(channel: number): number {
  return channel <= 0.0031308 ? 12.92 * channel : 1.055 * channel ** (1 / 2.4) - 0.055;
}
