import { lit } from "../colour";
import { type Item, together } from "../item";
import { randomOf } from "../random";
import { boxPath, ellipsePath, filled, line, linear, plain, radial, round, within } from "../svg";
import { turned } from "../turned";

/** Grain lines across a box. */
function grain([x, y, width, height]: readonly [number, number, number, number], colour: string, seed: string): string {
  const random = randomOf(seed);
  const count = Math.max(6, Math.round(height / 7));
  return Array.from({ length: count }, () => {
    const level = y + random() * height;
    const wave = (random() - 0.5) * 16;
    return line(
      `M${x},${round(level)}C${round(x + width * 0.3)},${round(level + wave)} ${round(x + width * 0.6)},${round(level - wave)} ${x + width},${round(level + wave * 0.4)}`,
      lit(colour, 0.45 + random() * 0.25),
      { width: 0.6 + random() * 1.6, opacity: 0.16 + random() * 0.3 },
    );
  }).join("");
}

function leg(from: readonly [number, number], to: readonly [number, number], colour: string): string {
  const [a, b] = [13, 9];
  const d = `M${from[0] - a},${from[1]}L${to[0] - b},${to[1]}Q${to[0]},${to[1] + 5} ${to[0] + b},${to[1]}L${from[0] + a},${from[1]}Z`;
  return filled(
    d,
    linear(
      [to[0] - 14, 0, from[0] + 14, 0],
      [
        [0, lit(colour, 1.1)],
        [0.45, lit(colour, 0.92)],
        [1, lit(colour, 0.55)],
      ],
    ),
  );
}

function roundTop(radius: number, thick: number, colour: string, level: number): string {
  const top = ellipsePath(0, -level, radius, radius * 0.24);
  const rim = `M${-radius},${-level}v${thick}a${radius},${radius * 0.24} 0 0 0 ${2 * radius},0v${-thick}Z`;
  const side = linear(
    [-radius, 0, radius, 0],
    [
      [0, lit(colour, 0.78)],
      [0.3, lit(colour, 1)],
      [1, lit(colour, 0.5)],
    ],
  );
  const face = linear(
    [-radius, -level - 40, radius, -level + 40],
    [
      [0, lit(colour, 1.24)],
      [1, lit(colour, 0.98)],
    ],
  );
  return (
    filled(rim, side) +
    filled(top, face) +
    within(top, grain([-radius, -level - radius * 0.24, 2 * radius, radius * 0.48], colour, `t${radius}`))
  );
}

export function stool(colour: string): Item {
  const [radius, level] = [160, 430];
  const back = leg([-40, -level + 20], [-58, -26], lit(colour, 0.72)) + leg([54, -level + 20], [84, -26], lit(colour, 0.72));
  const front = leg([-118, -level + 24], [-152, 0], colour) + leg([118, -level + 24], [150, 2], colour);
  const rung = line("M-136,-150H136", lit(colour, 0.6), { width: 13 }) + line("M-136,-153H136", lit(colour, 0.95), { width: 6 });
  const outline = `${ellipsePath(0, -level, radius, 38)}${boxPath([-152, -level, 22, level])}${boxPath([132, -level, 22, level])}${boxPath([-140, -156, 280, 12])}`;
  return {
    art: back + rung + front + roundTop(radius, 26, colour, level),
    outline,
    width: 330,
    height: level + 40,
    stance: "stands",
    foot: 150,
  };
}

export function sideTable(colour: string): Item {
  const [radius, level] = [210, 470];
  const post = turned(
    [
      [120, 0],
      [120, 0],
      [122, 10],
      [34, 34],
      [26, 90],
      [26, 360],
      [40, level - 30],
      [40, level - 30],
    ],
    { colour, shine: 0.12 },
  );
  return {
    art: post.art + roundTop(radius, 22, colour, level),
    outline: `${post.outline}${ellipsePath(0, -level, radius, 44)}`,
    width: 2 * radius,
    height: level + 50,
    stance: "stands",
    foot: 120,
  };
}

export function board(colour: string): Item {
  const outline = `M-95,-8Q-95,0 -86,0H86Q95,0 95,-8V-270Q95,-290 76,-292C40,-296 30,-310 28,-340V-400Q28,-424 0,-424T-28,-400V-340C-30,-310 -40,-296 -76,-292Q-95,-290 -95,-270Z`;
  const face = linear(
    [-95, -400, 95, 0],
    [
      [0, lit(colour, 1.2)],
      [0.5, lit(colour, 1.02)],
      [1, lit(colour, 0.8)],
    ],
  );
  const turnedGrain = `<g transform="rotate(90)">${grain([-430, -100, 440, 200], colour, "board")}</g>`;
  const edge = `<g transform="translate(9 0)">${plain(outline, lit(colour, 0.5))}</g>`;
  const hole = plain(ellipsePath(0, -396, 9, 9), lit(colour, 0.25));
  return {
    art: edge + filled(outline, face) + within(outline, turnedGrain) + hole + line(outline, lit(colour, 1.3), { width: 1.5, opacity: 0.5 }),
    outline,
    width: 204,
    height: 424,
    stance: "stands",
    foot: 92,
  };
}

export function tray(colour: string): Item {
  const [radius, level] = [190, 34];
  const rim = turned(
    [
      [186, 0],
      [186, 0],
      [190, 4],
      [190, level],
      [190, level],
    ],
    { colour, shine: 0.1, mouth: { wall: 8, inside: lit(colour, 1.05), fill: { depth: 10, colour: lit(colour, 1.02) } } },
  );
  const floor = ellipsePath(0, -level + 8, radius - 14, (radius - 14) * 0.19);
  return { ...rim, art: rim.art + within(floor, grain([-radius, -level - 32, 2 * radius, 80], colour, "tray")) };
}

/** A table lamp: a turned base and a linen shade, lit. */
export function lamp(glaze: string, shade: string): Item {
  const base = turned(
    [
      [58, 0],
      [58, 0],
      [84, 30],
      [94, 84],
      [70, 140],
      [26, 172],
      [18, 190],
      [18, 190],
    ],
    { colour: glaze, shine: 0.2, specks: { count: 140, colour: "#5b3d2a" } },
  );
  const d = "M-88,-372L88,-372L136,-196Q0,-172 -136,-196Z";
  const paint = radial(
    [0, -250, 170, 150],
    [
      [0, "#fff4d6"],
      [0.5, lit(shade, 1.2)],
      [1, lit(shade, 0.84)],
    ],
  );
  const cover =
    filled(d, paint) +
    plain(ellipsePath(0, -372, 88, 12), lit(shade, 0.9)) +
    line("M-136,-196Q0,-172 136,-196", lit(shade, 0.7), { width: 3 });
  const item = together([{ item: base, x: 0, y: 0 }], { width: 272, height: 390, foot: 58 });
  return { ...item, art: `${item.art}${cover}`, outline: base.outline + d, glow: { y: -280, radius: 420 } };
}
