import { lit } from "./colour";
import type { Item } from "./item";
import { randomOf } from "./random";
import { ellipsePath, filled, linear, type Point, plain, round, type Stop, within } from "./svg";

/** Radius and height of a turned body, from its foot upwards; a point given twice is an edge. */
export type Profile = readonly Point[];

export type Surface = {
  /** By the share of the height, 0 at the foot. */
  colour: string | ((share: number) => string);
  /** 0 matt, 1 glass. */
  shine?: number;
  /** Specks per hundred square units, in their colour. */
  specks?: { count: number; colour: string };
  /** The opening: how thick the wall is and what colour the inside has; without it the top is closed. */
  mouth?: { wall: number; inside: string; fill?: { depth: number; colour: string } };
};

/** How round a level circle looks from the camera: its height by its width. */
export const tilt = 0.2;

const light = unit([-0.62, 0.52, 0.6]);
const half = unit([-0.62, 1.55, 0.75]);

function unit([x, z, y]: readonly [number, number, number]): [number, number, number] {
  const length = Math.hypot(x, y, z);
  return [x / length, z / length, y / length];
}

/** The light on a turned body where it faces `across` (-1 left, 1 right) and widens upwards by `slope`. */
function lightAt(across: number, slope: number, shine: number): number {
  const steep = Math.hypot(1, slope);
  const normal = [across / steep, Math.sqrt(Math.max(0, 1 - across * across)) / steep, -slope / steep] as const;
  const dot = (to: readonly [number, number, number]) => Math.max(0, normal[0] * to[0] + normal[1] * to[1] + normal[2] * to[2]);
  const bounce = 0.16 * Math.max(0, across) ** 3;
  const gloss = shine * 0.75 * dot(half) ** (12 + 60 * shine);
  return 0.5 + 0.62 * dot(light) + bounce + gloss;
}

/** A body of revolution, such as a wheel makes: a cup, a vase, a candle. Stands. */
export function turned(profile: Profile, surface: Surface): Item {
  const rows = sampled(profile);
  const height = Math.max(...rows.map((row) => row[1]));
  const width = 2 * Math.max(...rows.map((row) => row[0]));
  const right = rows.map(([radius, level]): Point => [radius, -level]);
  const left = [...right].reverse().map(([x, y]): Point => [-x, y]);
  const foot = rows[0]?.[0] ?? 0;
  const outline = `M${[...right, ...left].map(([x, y]) => `${round(x)},${round(y)}`).join("L")}Z`;
  const body = `${outline}${ellipsePath(0, 0, foot, foot * tilt)}`;
  const skin = plain(body, lit(colourAt(surface, 0.5), 0.7)) + within(body, strips(rows, height, surface) + specksOf(rows, surface));
  const art = skin + (surface.mouth ? mouthOf(rows, surface) : lidOf(rows, surface));
  return { art, outline, width, height: height + tilt * foot, stance: "stands", foot };
}

function strips(rows: readonly Point[], height: number, surface: Surface): string {
  const pieces: string[] = [];
  for (let index = 0; index + 1 < rows.length; index++) {
    const [low, high] = [rows[index], rows[index + 1]];
    if (!low || !high || high[1] <= low[1]) continue;
    const slope = (high[0] - low[0]) / (high[1] - low[1]);
    const colour = colourAt(surface, low[1] / height);
    const wide = Math.max(low[0], high[0]);
    const stops = across.map((at): Stop => [(at + 1) / 2, lit(colour, lightAt(at, slope, surface.shine ?? 0) * nearGround(low[1]))]);
    pieces.push(filled(strip(low, high), linear([-wide, 0, wide, 0], stops)));
  }
  return pieces.join("");
}

const across = [-1, -0.92, -0.78, -0.6, -0.42, -0.25, -0.05, 0.2, 0.45, 0.7, 0.88, 1];

function nearGround(level: number): number {
  return 0.8 + 0.2 * Math.min(1, level / 30);
}

function strip([r0, h0]: Point, [r1, h1]: Point): string {
  const arc = (r: number, sweep: 0 | 1, x: number, y: number) => `A${round(r)},${round(r * tilt)} 0 0 ${sweep} ${round(x)},${round(y)}`;
  // A little wider and longer than it is: the outline cuts the edge, so that it has no steps.
  const [top, low] = [r1 + 2, r0 + 2];
  return `M${round(-top)},${round(-h1)}${arc(top, 0, top, -h1)}L${round(low)},${round(0.8 - h0)}${arc(low, 1, -low, 0.8 - h0)}Z`;
}

function colourAt({ colour }: Surface, share: number): string {
  return typeof colour === "string" ? colour : colour(share);
}

function topOf(rows: readonly Point[]): Point {
  return rows[rows.length - 1] ?? [0, 0];
}

function lidOf(rows: readonly Point[], surface: Surface): string {
  const [radius, level] = topOf(rows);
  const colour = colourAt(surface, 1);
  const paint = linear(
    [-radius, 0, radius, 0],
    [
      [0, lit(colour, 1.12)],
      [1, lit(colour, 0.86)],
    ],
  );
  return filled(ellipsePath(0, -level, radius, radius * tilt), paint);
}

function mouthOf(rows: readonly Point[], surface: Surface): string {
  const [radius, level] = topOf(rows);
  const { wall, inside, fill } = surface.mouth ?? { wall: 3, inside: "#000000" };
  const inner = radius - wall;
  const rim = linear(
    [-radius, 0, radius, 0],
    [
      [0, lit(colourAt(surface, 1), 1.18)],
      [0.5, lit(colourAt(surface, 1), 1.08)],
      [1, lit(colourAt(surface, 1), 0.8)],
    ],
  );
  const hollow = linear(
    [-inner, 0, inner, 0],
    [
      [0, lit(inside, 0.3)],
      [0.35, lit(inside, 0.48)],
      [1, lit(inside, 0.86)],
    ],
  );
  const opening = ellipsePath(0, -level + wall * tilt, inner, inner * tilt);
  const content = fill
    ? `<clipPath id="m${Math.round(inner * 10)}"><path d="${opening}"/></clipPath><g clip-path="url(#m${Math.round(inner * 10)})">${plain(ellipsePath(0, -level + fill.depth, inner * 0.97, inner * tilt), fill.colour)}</g>`
    : "";
  return filled(ellipsePath(0, -level, radius, radius * tilt), rim) + filled(opening, hollow) + content;
}

function specksOf(rows: readonly Point[], surface: Surface): string {
  if (!surface.specks) return "";
  const random = randomOf(`${rows.length}${topOf(rows)}`);
  return Array.from({ length: surface.specks.count }, () => {
    const [radius, level] = rows[Math.floor(random() * rows.length)] ?? [0, 0];
    const turn = (random() - 0.5) * Math.PI * 0.96;
    const size = 0.35 + random() ** 3 * 1.3;
    const [x, y] = [radius * Math.sin(turn), -level + radius * tilt * Math.cos(turn)];
    return `<ellipse cx="${round(x)}" cy="${round(y)}" rx="${round(size * Math.cos(turn))}" ry="${round(size)}" fill="${surface.specks?.colour}" opacity="${round(0.25 + random() * 0.45)}"/>`;
  }).join("");
}

/** The profile as many close points: smooth between its points, sharp where one is given twice. */
function sampled(profile: Profile): Point[] {
  const at = (index: number): Point => profile[Math.min(profile.length - 1, Math.max(0, index))] ?? [0, 0];
  const rows: Point[] = [at(0)];
  for (let index = 0; index + 1 < profile.length; index++) {
    const [before, from, to, after] = [at(index - 1), at(index), at(index + 1), at(index + 2)];
    const steps = Math.min(18, Math.max(1, Math.round(Math.hypot(to[0] - from[0], to[1] - from[1]) / 4)));
    for (let step = 1; step <= steps; step++) rows.push(between([before, from, to, after], step / steps));
  }
  return rows;
}

function between([p0, p1, p2, p3]: readonly [Point, Point, Point, Point], t: number): Point {
  const along = (axis: 0 | 1) => {
    const [a, b, c, d] = [p0[axis], p1[axis], p2[axis], p3[axis]];
    return b + 0.5 * t * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a)));
  };
  return [along(0), along(1)];
}
