type Rgb = readonly [number, number, number];

function parse(hex: string): Rgb {
  const number = Number.parseInt(hex.slice(1), 16);
  return [(number >> 16) & 255, (number >> 8) & 255, number & 255];
}

function format(rgb: Rgb): string {
  return `#${rgb
    .map((part) =>
      Math.round(Math.min(255, Math.max(0, part)))
        .toString(16)
        .padStart(2, "0"),
    )
    .join("")}`;
}

/** The colour that lies `share` (0 to 1) of the way from one `#rrggbb` to another. */
export function mix(from: string, to: string, share: number): string {
  const [start, end] = [parse(from), parse(to)];
  const at = (index: 0 | 1 | 2) => start[index] + (end[index] - start[index]) * share;
  return format([at(0), at(1), at(2)]);
}

const shadowTint: Rgb = [44, 30, 34];

/** A colour under so much light: 1 leaves it, 0 is deep shade, 1.5 is a bright spot. Shade keeps some of the hue, as paint does. */
export function lit(hex: string, light: number): string {
  if (light >= 1) return mix(hex, "#fffaf0", Math.min(0.9, light - 1));
  const [red, green, blue] = parse(hex);
  const share = Math.max(0, light);
  const dim = (part: number, tint: number) => part * (0.16 + 0.84 * share) * (0.6 + 0.4 * share) + tint * (1 - share) * 0.42;
  return format([dim(red, shadowTint[0]), dim(green, shadowTint[1]), dim(blue, shadowTint[2])]);
}
