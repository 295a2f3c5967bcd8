import { lit, mix } from "../colour";
import { type Item, together } from "../item";
import { boxPath, ellipsePath, filled, line, linear, plain, radial } from "../svg";
import { turned } from "../turned";
import { cord } from "./strokes";

const steel = "#b4bac0";

export function enamelMug(colour: string): Item {
  const rim = lit(colour, 0.3);
  const body = turned(
    [
      [42, 0],
      [42, 0],
      [46, 5],
      [46, 80],
      [49, 88],
      [49, 88],
    ],
    { colour: (share) => (share > 0.95 ? rim : colour), shine: 0.75, mouth: { wall: 2.4, inside: "#f3f1ea" } },
  );
  const chips = `<g fill="#f6f3ea" opacity="0.9">${[
    [-28, -60],
    [-8, -36],
    [14, -66],
    [26, -24],
    [-20, -16],
    [4, -52],
    [-36, -40],
    [33, -50],
  ]
    .map(([x, y]) => `<ellipse cx="${x}" cy="${y}" rx="1.5" ry="1.1"/>`)
    .join("")}</g>`;
  const handle = cord("M44,-74C92,-82 92,-14 44,-20", 9, colour);
  return {
    ...body,
    art: handle + body.art + chips,
    outline: `${body.outline}M42,-80C100,-88 100,-8 42,-14V-25C84,-20 84,-76 42,-70Z`,
    width: 138,
  };
}

export function bottle(colour: string): Item {
  const body = turned(
    [
      [37, 0],
      [37, 0],
      [40, 5],
      [40, 176],
      [34, 198],
      [27, 208],
      [27, 208],
    ],
    { colour, shine: 0.35 },
  );
  const lid = turned(
    [
      [29, 0],
      [29, 0],
      [30, 4],
      [30, 40],
      [27, 44],
      [27, 44],
    ],
    { colour: "#23272d", shine: 0.3 },
  );
  const ring = cord("M-17,-246C-17,-284 17,-284 17,-246", 8, "#23272d");
  const mark = line("M-11,-130v34M11,-130v34M-11,-113h22", "#ffffff", { width: 6, opacity: 0.9 });
  const item = together(
    [
      { item: body, x: 0, y: 0 },
      { item: lid, x: 0, y: -208 },
    ],
    { width: 82, height: 284, foot: 37 },
  );
  return { ...item, art: ring + item.art + mark, outline: `${body.outline}${boxPath([-29, -256, 58, 50])}` };
}

export function kettle(colour: string): Item {
  const body = turned(
    [
      [80, 0],
      [80, 0],
      [92, 8],
      [96, 40],
      [74, 112],
      [46, 138],
      [46, 138],
    ],
    { colour, shine: 0.7 },
  );
  const lid = turned(
    [
      [46, 0],
      [46, 0],
      [40, 14],
      [10, 22],
      [10, 26],
      [14, 34],
      [12, 42],
      [12, 42],
    ],
    { colour: (share) => (share > 0.55 ? "#20242a" : colour), shine: 0.6 },
  );
  const spout = "M70,-88C104,-92 118,-130 142,-148L154,-140C140,-108 124,-52 84,-40Z";
  const metal = linear(
    [80, -120, 130, -50],
    [
      [0, lit(colour, 1.25)],
      [0.5, lit(colour, 0.9)],
      [1, lit(colour, 0.5)],
    ],
  );
  const handle = cord("M-70,-112C-86,-262 86,-262 70,-112", 8, steel) + cord("M-34,-222Q0,-234 34,-222", 19, "#9a6a3f");
  const item = together(
    [
      { item: body, x: 0, y: 0 },
      { item: lid, x: 0, y: -138 },
    ],
    { width: 300, height: 236, foot: 80 },
  );
  const flecks = `<g fill="#ffffff" opacity="0.75">${Array.from({ length: 46 }, (_, index) => `<circle cx="${((index * 53) % 150) - 75}" cy="${-12 - ((index * 31) % 84)}" r="${0.7 + (index % 3) * 0.35}"/>`).join("")}</g>`;
  return {
    ...item,
    art: filled(spout, metal) + handle + item.art + flecks,
    outline: body.outline + spout + boxPath([-46, -180, 92, 46], 20),
  };
}

export function skillet(): Item {
  const pan = turned(
    [
      [104, 0],
      [104, 0],
      [122, 22],
      [130, 36],
      [130, 36],
    ],
    { colour: "#34373b", shine: 0.35, mouth: { wall: 6, inside: "#4a4e53", fill: { depth: 9, colour: "#2b2d30" } } },
  );
  const handle = cord("M118,-26C170,-32 220,-40 272,-52", 20, "#34373b") + plain(ellipsePath(264, -50, 7, 4), "#c9d0d6");
  return { ...pan, art: handle + pan.art, outline: `${pan.outline}M118,-36L280,-62V-44L118,-16Z`, width: 420, foot: 110 };
}

export function enamelPlates(colour: string): Item {
  const rim = lit(colour, 0.3);
  const plate = (shade: string) =>
    turned(
      [
        [70, 0],
        [70, 0],
        [112, 10],
        [126, 18],
        [126, 18],
      ],
      {
        colour: (share) => (share > 0.93 ? rim : shade),
        shine: 0.6,
        mouth: { wall: 4, inside: shade, fill: { depth: 4, colour: lit(shade, 1.12) } },
      },
    );
  const stack = [0, 1, 2, 3].map((index) => ({ item: plate(index % 2 ? mix(colour, "#ffffff", 0.75) : colour), x: 0, y: -index * 13 }));
  return together(stack, { width: 254, height: 84, foot: 72 });
}

export function lantern(colour: string): Item {
  const base = turned(
    [
      [66, 0],
      [66, 0],
      [70, 8],
      [66, 50],
      [40, 66],
      [40, 66],
    ],
    { colour, shine: 0.7 },
  );
  const top = turned(
    [
      [44, 0],
      [44, 0],
      [58, 8],
      [40, 34],
      [24, 44],
      [24, 62],
      [14, 70],
      [14, 70],
    ],
    { colour, shine: 0.7 },
  );
  const glass = "M-38,-66C-62,-110 -58,-160 -38,-190H38C58,-160 62,-110 38,-66Z";
  const warm = radial(
    [0, -104, 62, 80],
    [
      [0, "#fff6da", 0.95],
      [0.5, "#ffd98f", 0.6],
      [1, "#f5c271", 0.28],
    ],
  );
  const flame = "M0,-78C-13,-88 -9,-112 0,-132C9,-112 13,-88 0,-78Z";
  const frame = cord("M-56,-58C-78,-110 -76,-170 -50,-196M56,-58C78,-110 76,-170 50,-196", 6, lit(colour, 0.8));
  const bail = cord("M-56,-206C-78,-330 78,-330 56,-206", 5, steel);
  const art =
    bail +
    base.art +
    filled(glass, warm) +
    plain(flame, "#fff9e4") +
    line("M-26,-176C-42,-150 -42,-110 -30,-84", "#ffffff", { width: 5, opacity: 0.6 }) +
    frame +
    `<g transform="translate(0 -190)">${top.art}</g>`;
  return {
    art,
    outline: `${base.outline}${glass}${boxPath([-50, -250, 100, 60], 20)}`,
    width: 160,
    height: 306,
    stance: "stands",
    foot: 66,
    glow: { y: -120, radius: 210 },
  };
}
