import { lit, mix } from "../colour";
import { type Item, together } from "../item";
import { line } from "../svg";
import { type Profile, turned } from "../turned";
import { cord } from "./strokes";

const clay = "#b58560";
const specks = (count: number) => ({ count, colour: "#5b3d2a" });

/** Glaze over raw clay: the foot stays bare. */
function dipped(glaze: string, bare = 0.16, foot = clay): (share: number) => string {
  return (share) => (share < bare ? foot : share < bare + 0.02 ? lit(glaze, 0.8) : glaze);
}

export function mug(glaze: string): Item {
  const body = turned(
    [
      [33, 0],
      [33, 0],
      [40, 5],
      [43, 30],
      [43, 88],
      [43, 88],
    ],
    {
      colour: dipped(glaze, 0.2),
      shine: 0.25,
      specks: specks(70),
      mouth: { wall: 3, inside: lit(glaze, 1.1) },
    },
  );
  const handle = cord("M40,-72C78,-76 80,-22 39,-22", 11, glaze);
  return {
    ...body,
    art: handle + body.art,
    outline: `${body.outline}M38,-78C84,-82 88,-14 36,-16L36,-28C70,-26 70,-66 38,-66Z`,
    width: 122,
  };
}

export function espressoPair(glaze: string): Item {
  const cup = turned(
    [
      [22, 0],
      [22, 0],
      [28, 6],
      [31, 28],
      [32, 56],
      [32, 56],
    ],
    {
      colour: dipped(glaze, 0.3),
      shine: 0.2,
      specks: specks(40),
      mouth: { wall: 2.6, inside: lit(glaze, 1.05), fill: { depth: 5, colour: "#3b2115" } },
    },
  );
  const empty = turned(
    [
      [22, 0],
      [22, 0],
      [28, 6],
      [31, 28],
      [32, 56],
      [32, 56],
    ],
    {
      colour: dipped(mix(glaze, "#f1e9da", 0.7), 0.3),
      shine: 0.2,
      specks: specks(40),
      mouth: { wall: 2.6, inside: "#efe6d6" },
    },
  );
  const saucer = turned(
    [
      [30, 0],
      [30, 0],
      [52, 5],
      [56, 8],
      [56, 8],
    ],
    { colour: glaze, shine: 0.2, specks: specks(20), mouth: { wall: 3, inside: lit(glaze, 1.06) } },
  );
  return together(
    [
      { item: empty, x: -34, y: -16 },
      { item: saucer, x: 30, y: 0 },
      { item: cup, x: 30, y: -7 },
    ],
    { width: 152, height: 78, foot: 60 },
  );
}

export function bowl(glaze: string): Item {
  return turned(
    [
      [34, 0],
      [34, 0],
      [36, 8],
      [62, 24],
      [82, 48],
      [90, 74],
      [90, 74],
    ],
    {
      colour: dipped(glaze, 0.12),
      shine: 0.3,
      specks: specks(120),
      mouth: { wall: 4, inside: lit(glaze, 1.08) },
    },
  );
}

function plate(glaze: string, radius: number): Item {
  return turned(
    [
      [radius * 0.6, 0],
      [radius * 0.6, 0],
      [radius * 0.93, 7],
      [radius, 13],
      [radius, 13],
    ],
    {
      colour: dipped(glaze, 0.25),
      shine: 0.3,
      specks: specks(30),
      mouth: { wall: 5, inside: lit(glaze, 1.12), fill: { depth: 3, colour: lit(glaze, 1.02) } },
    },
  );
}

export function plates(glaze: string): Item {
  const stack = [0, 1, 2, 3].map((index) => ({
    item: plate(index === 3 ? glaze : mix(glaze, "#f1e9da", 0.25 * (index % 2)), 132),
    x: (index % 2) * 2 - 1,
    y: -index * 13,
  }));
  return together(stack, { width: 266, height: 92, foot: 82 });
}

export function platter(glaze: string): Item {
  const dish = plate(glaze, 170);
  const ring = [0.8, 0.62].map((share) =>
    line(
      `M${-170 * share},-13a${170 * share},${34 * share} 0 1 0 ${340 * share},0a${170 * share},${34 * share} 0 1 0 ${-340 * share},0`,
      lit(glaze, 0.8),
      { width: 1.2, opacity: 0.5 },
    ),
  );
  return { ...dish, art: dish.art + ring.join("") };
}

export function jug(glaze: string): Item {
  const body = turned(
    [
      [44, 0],
      [44, 0],
      [62, 30],
      [68, 80],
      [54, 140],
      [36, 180],
      [36, 205],
      [42, 222],
      [42, 222],
    ],
    {
      colour: dipped(glaze, 0.14),
      shine: 0.3,
      specks: specks(140),
      mouth: { wall: 3.5, inside: lit(glaze, 0.9) },
    },
  );
  const handle = cord("M36,-206C98,-214 104,-110 60,-92", 13, glaze);
  return {
    ...body,
    art: handle + body.art,
    outline: `${body.outline}M30,-212C110,-222 112,-96 56,-86L58,-100C92,-116 86,-200 34,-198Z`,
    width: 176,
  };
}

const vaseProfiles = {
  aurora: [
    [36, 0],
    [36, 0],
    [60, 42],
    [76, 112],
    [66, 172],
    [34, 214],
    [25, 244],
    [33, 264],
    [33, 264],
  ],
  drop: [
    [30, 0],
    [30, 0],
    [52, 26],
    [58, 62],
    [38, 104],
    [13, 138],
    [10, 190],
    [13, 200],
    [13, 200],
  ],
  moon: [
    [38, 0],
    [38, 0],
    [78, 30],
    [98, 86],
    [86, 142],
    [44, 176],
    [32, 184],
    [34, 194],
    [34, 194],
  ],
  column: [
    [44, 0],
    [44, 0],
    [48, 8],
    [46, 110],
    [50, 210],
    [50, 210],
  ],
} satisfies Record<string, Profile>;

export function vase(shape: keyof typeof vaseProfiles, glaze: string, second?: string): Item {
  return turned(vaseProfiles[shape], {
    colour: second ? (share) => (share < 0.42 ? second : glaze) : glaze,
    shine: shape === "moon" ? 0.3 : 0.05,
    specks: specks(150),
    mouth: { wall: shape === "drop" ? 2.5 : 4, inside: lit(glaze, 0.6) },
  });
}

export function planter(glaze: string): Item {
  const saucer = turned(
    [
      [74, 0],
      [74, 0],
      [84, 12],
      [84, 12],
    ],
    { colour: clay, mouth: { wall: 4, inside: clay } },
  );
  const pot = turned(
    [
      [62, 0],
      [62, 0],
      [66, 6],
      [82, 120],
      [88, 122],
      [88, 140],
      [88, 140],
    ],
    {
      colour: (share) => (share > 0.62 ? clay : glaze),
      specks: specks(120),
      mouth: { wall: 6, inside: "#6b4a35", fill: { depth: 6, colour: "#3c2a20" } },
    },
  );
  return together(
    [
      { item: saucer, x: 0, y: 0 },
      { item: pot, x: 0, y: -8 },
    ],
    { width: 178, height: 164, foot: 78 },
  );
}
