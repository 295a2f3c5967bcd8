import { lit, mix } from "./colour";
import type { Item, Part } from "./item";
import { blurred, boxPath, ellipsePath, filled, linear, plain, radial, round, type Stop } from "./svg";

/** Where things stand: a wall and a table, or one sheet of paper behind and below; `lies` looks straight down. */
export type Ground = { wall: string; table: string; kind: "table" | "sweep" | "flat"; hasWindow?: boolean };

export type Scene = {
  ratio: "tall" | "square" | "wide";
  ground: Ground;
  parts: readonly Part[];
  /** The part of the picture to show: x, y and width as shares of the picture. The whole when left out. */
  crop?: { x: number; y: number; size: number };
};

const sizes = { tall: [1000, 1250], square: [1000, 1000], wide: [1600, 900] } as const;

/** The place of the table's edge, as a share of the height. */
export const tableEdge = 0.66;

/** The whole picture as SVG, `pixels` wide, over its soft shadows: the address of their picture as `drawSoftShadows` draws it. */
export function drawScene({ ratio, ground, parts, crop }: Scene, pixels: number, softShadows: string): string {
  const [width, height] = sizes[ratio];
  const view = crop ? [crop.x * width, crop.y * height, crop.size * width, crop.size * height] : [0, 0, width, height];
  const box = { width, height };
  const shade = `<image width="${width}" height="${height}" href="${softShadows}"/>${parts.map(contactShadow).join("")}`;
  const inside = [backdrop(ground, box), shade, ...parts.map((part) => glowOf(part) + placed(part)), vignette(box)].join("");
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${pixels}" height="${Math.round((pixels * height) / width)}" viewBox="${view.map(round).join(" ")}">${inside}</svg>`;
}

/** What the things of a scene throw onto their ground, as SVG on nothing: so soft that it is drawn small, as blurring costs by the pixel. */
export function drawSoftShadows({ ratio, parts }: Scene, pixels: number): string {
  const [width, height] = sizes[ratio];
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${pixels}" height="${Math.round((pixels * height) / width)}" viewBox="0 0 ${width} ${height}">${softShadowsOf(parts)}</svg>`;
}

export function sizeOf(ratio: Scene["ratio"]): readonly [number, number] {
  return sizes[ratio];
}

type Box = { width: number; height: number };

function backdrop(ground: Ground, box: Box): string {
  const { width, height } = box;
  const pool = radial(
    [width * 0.26, height * 0.2, width * 0.95, height * 0.8],
    [
      [0, lit(ground.wall, 1.3), 0.9],
      [1, ground.wall, 0],
    ],
  );
  const wall = linear(
    [0, 0, width, height * tableEdge],
    [
      [0, lit(ground.wall, 1.06)],
      [0.55, ground.wall],
      [1, lit(ground.wall, 0.86)],
    ],
  );
  const whole = boxPath([-2, -2, width + 4, height + 4]);
  const sky = filled(whole, wall) + filled(whole, pool) + (ground.hasWindow ? windowLight(box) : "");
  if (ground.kind === "flat") return sky;
  return sky + (ground.kind === "table" ? tableTop(ground, box) : sweepFloor(ground, box));
}

function tableTop({ table, wall }: Ground, { width, height }: Box): string {
  const edge = height * tableEdge;
  const top = linear(
    [0, edge, width * 0.3, height],
    [
      [0, lit(mix(table, wall, 0.25), 0.98)],
      [0.25, lit(table, 1.1)],
      [1, lit(table, 0.84)],
    ],
  );
  const seam = linear(
    [0, edge - 26, 0, edge],
    [
      [0, lit(wall, 0.6), 0],
      [1, lit(wall, 0.45), 0.35],
    ],
  );
  return filled(boxPath([-2, edge - 26, width + 4, 26]), seam) + filled(boxPath([-2, edge, width + 4, height]), top);
}

function sweepFloor({ table }: Ground, { width, height }: Box): string {
  const edge = height * (tableEdge - 0.16);
  const stops: Stop[] = [
    [0, table, 0],
    [0.45, lit(table, 1.04), 0.85],
    [1, lit(table, 0.94), 1],
  ];
  return filled(boxPath([-2, edge, width + 4, height]), linear([0, edge, 0, height], stops));
}

/** Sunlight through a window with four panes, falling across the wall. */
function windowLight({ width, height }: Box): string {
  const pane = (x: number, y: number) => boxPath([x, y, 190, 250]);
  const panes = [pane(0, 0), pane(212, 0), pane(0, 272), pane(212, 272)].map((d) => plain(d, "#fff3d9")).join("");
  return blurred(11, `<g transform="translate(${width * 0.5} ${height * 0.02}) skewY(17) skewX(-9)">${panes}</g>`, 'opacity="0.5"');
}

const shadow = "#2a1b18";

function transformOf({ x, y, scale = 1, turn = 0 }: Part): string {
  return `translate(${round(x)} ${round(y)}) rotate(${turn}) scale(${round(scale * 1000) / 1000})`;
}

function placed(part: Part): string {
  return `<g transform="${transformOf(part)}">${part.item.art}</g>`;
}

function softShadowsOf(parts: readonly Part[]): string {
  const standing = parts.filter(({ item }) => item.stance === "stands");
  const long = standing.map(castShadow).join("");
  const drops = parts
    .filter(({ item }) => item.stance !== "stands")
    .map(dropShadow)
    .join("");
  return (long && blurred(15, long, 'opacity="0.3"')) + (drops && blurred(9, drops, 'opacity="0.4"'));
}

/** The outline laid down to the right on the table: the light comes from the upper left. */
function castShadow({ item, x, y, scale = 1, turn = 0 }: Part): string {
  const laid = `matrix(1 0 -1.05 0.3 0 0)`;
  return `<g transform="translate(${round(x)} ${round(y)}) ${laid} rotate(${turn}) scale(${round(scale)})">${plain(item.outline, shadow)}</g>`;
}

/** The dark line where a thing touches its ground: round below a round foot, flat below a box. */
function contactShadow({ item, x, y, scale = 1 }: Part): string {
  if (item.stance !== "stands") return "";
  const foot = (item.foot ?? item.width / 2) * scale;
  const deep = item.isFlat ? 13 * scale : foot * 0.2 + 10 * scale;
  const place = [x + foot * 0.06, y + (item.isFlat ? 0 : 3 * scale), foot * 1.16 + 6 * scale, deep] as const;
  const stops: Stop[] = [
    [0, shadow, 0.7],
    [0.72, shadow, 0.5],
    [1, shadow, 0],
  ];
  return filled(ellipsePath(...place), radial(place, stops));
}

/** What hangs or lies throws its outline a little to the right and down. */
function dropShadow(part: Part): string {
  const [right, down] = part.item.stance === "hangs" ? [16, 26] : [9, 13];
  return `<g transform="translate(${right} ${down}) ${transformOf(part)}">${plain(part.item.outline, shadow)}</g>`;
}

function glowOf({ item, x, y, scale = 1 }: Part): string {
  if (!item.glow) return "";
  const radius = item.glow.radius * scale;
  const [cx, cy] = [x, y + item.glow.y * scale];
  return filled(
    ellipsePath(cx, cy, radius, radius),
    radial(
      [cx, cy, radius, radius],
      [
        [0, "#ffd28a", 0.55],
        [0.4, "#ffc46e", 0.2],
        [1, "#ffc46e", 0],
      ],
    ),
  );
}

function vignette({ width, height }: Box): string {
  const paint = radial(
    [width * 0.45, height * 0.45, width * 0.85, height * 0.85],
    [
      [0, "#1c1210", 0],
      [0.6, "#1c1210", 0],
      [1, "#1c1210", 0.16],
    ],
  );
  return filled(boxPath([-2, -2, width + 4, height + 4]), paint);
}

/** One thing large in the middle. */
export function portrait(item: Item, ground: Ground, ratio: Scene["ratio"]): Scene {
  return { ratio, ground, parts: fitted([{ item, x: 0, y: 0 }], ratio, shareOf(item)) };
}

/** How much of the picture a thing takes: what is wide and low more of the width. */
function shareOf({ stance, width, height }: Item): number {
  if (stance === "hangs") return 0.76;
  return width > height * 1.7 ? 0.8 : 0.66;
}

/** Things side by side at their true proportions, fitted into the picture as a group. */
export function fitted(parts: readonly Part[], ratio: Scene["ratio"], share: number): Part[] {
  const [width, height] = sizes[ratio];
  const left = Math.min(...parts.map(({ item, x, scale = 1 }) => x - (item.width * scale) / 2));
  const right = Math.max(...parts.map(({ item, x, scale = 1 }) => x + (item.width * scale) / 2));
  const tops = parts.map(({ item, y, scale = 1 }) => y - item.height * scale * (item.stance === "stands" ? 1 : 0.5));
  const isStanding = parts[0]?.item.stance === "stands";
  const tall = isStanding ? -Math.min(...tops) : -2 * Math.min(...tops);
  const zoom = Math.min((share * width) / (right - left), (Math.min(share, 0.68) * height) / tall);
  const ground = isStanding ? Math.min(height * 0.86, height * (tableEdge + 0.03) + tall * zoom * 0.28) : height / 2;
  const shift = width / 2 - ((left + right) / 2) * zoom;
  return parts.map((part) => ({ ...part, x: shift + part.x * zoom, y: ground + part.y * zoom, scale: zoom * (part.scale ?? 1) }));
}
