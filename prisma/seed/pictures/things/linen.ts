import { lit, mix } from "../colour";
import { type Item, together } from "../item";
import { blurred, boxPath, filled, line, linear, type Point, plain, radial, round, smoothPath, within } from "../svg";
import { cord, seam, weave } from "./strokes";

/** One folded cloth seen from its fold. */
function fold(colour: string, width: number, thick: number): string {
  const outline = boxPath([-width / 2, -thick, width, thick], thick / 2);
  const paint = linear(
    [0, -thick, 0, 0],
    [
      [0, lit(colour, 1.16)],
      [0.3, lit(colour, 1.02)],
      [0.75, lit(colour, 0.8)],
      [1, lit(colour, 0.56)],
    ],
  );
  const inner = [0.36, 0.64]
    .map((share) =>
      line(`M${-width / 2 + thick * 0.5},${round(-thick * share)}H${width / 2}`, lit(colour, 0.6), { width: 1.4, opacity: 0.55 }),
    )
    .join("");
  return filled(outline, paint) + within(outline, filled(outline, weave(colour)) + inner);
}

/** A pile of folded cloths with the top one's face. */
export function linenStack(
  colour: string,
  { count, width, thick, band }: { count: number; width: number; thick: number; band?: string },
): Item {
  const layers = Array.from({ length: count }, (_, index) => {
    const shift = [0, 4, -3, 2, -2, 3][index % 6] ?? 0;
    return `<g transform="translate(${shift} ${-index * thick})">${fold(index % 2 ? mix(colour, "#ffffff", 0.06) : colour, width, thick)}</g>`;
  });
  const depth = width * 0.17;
  const top = -count * thick + thick * 0.3;
  const face = `M${-width / 2 + 5},${top}L${-width / 2 + depth},${top - depth}H${width / 2 - depth * 0.4}L${width / 2 - 5},${top}Z`;
  const light = linear(
    [-width / 2, top, width / 2, top - depth],
    [
      [0, lit(colour, 1.05)],
      [0.5, lit(colour, 1.2)],
      [1, lit(colour, 1)],
    ],
  );
  const strip = band
    ? filled(
        boxPath([-30, -count * thick + 2, 60, count * thick - 2]),
        linear(
          [0, -count * thick, 0, 0],
          [
            [0, lit(band, 1.1)],
            [1, lit(band, 0.78)],
          ],
        ),
      ) + plain(`M-30,${top}L-20,${top - depth}H36L30,${top}Z`, lit(band, 1.12))
    : "";
  const art = filled(face, light) + within(face, filled(face, weave(colour))) + layers.join("") + strip;
  return {
    art,
    outline: boxPath([-width / 2, -count * thick, width, count * thick], 6),
    width,
    height: count * thick + depth,
    stance: "stands",
    foot: width / 2,
  };
}

export function pillow(colour: string): Item {
  const [w, h] = [200, 196];
  const corners: Point[] = [
    [-w, -2 * h + 8],
    [-w, -2 * h + 8],
    [0, -2 * h + 30],
    [w, -2 * h + 8],
    [w, -2 * h + 8],
    [w - 22, -h],
    [w, -6],
    [w, -6],
    [0, 0],
    [-w, -6],
    [-w, -6],
    [-w + 22, -h],
  ];
  const outline = smoothPath(corners);
  const body = radial(
    [-60, -h - 60, 290, 280],
    [
      [0, lit(colour, 1.2)],
      [0.5, lit(colour, 1)],
      [1, lit(colour, 0.6)],
    ],
  );
  const creases = [
    `M-188,-376Q-120,-300 -90,-230`,
    "M188,-376Q120,-300 96,-240",
    "M-188,-14Q-120,-80 -96,-140",
    "M188,-14Q116,-90 100,-150",
    "M-20,-360Q0,-330 10,-300",
  ]
    .map((d) => line(d, lit(colour, 0.55), { width: 10, opacity: 0.5 }))
    .join("");
  const art = filled(outline, body) + within(outline, filled(outline, weave(colour, 6)) + blurred(8, creases)) + seam(outline, colour);
  return { art, outline, width: 2 * w, height: 2 * h, stance: "stands", isFlat: true, foot: w * 0.94 };
}

/** Folds that hang: soft dark and bright streaks down a cloth. */
export function drapes([left, top, width, height]: readonly [number, number, number, number], colour: string, count: number): string {
  const streaks = Array.from({ length: count }, (_, index) => {
    const x = left + ((index + 0.5) / count) * width;
    const bend = ((index * 37) % 17) - 8;
    const d = `M${round(x)},${top}C${round(x + bend)},${top + height * 0.35} ${round(x - bend * 1.4)},${top + height * 0.7} ${round(x + bend)},${top + height}`;
    const wide = (width / count) * 0.36;
    return (
      line(d, lit(colour, 0.5), { width: wide, opacity: 0.4 }) +
      `<g transform="translate(${round(-wide)} 0)">${line(d, lit(colour, 1.3), { width: wide * 0.8, opacity: 0.45 })}</g>`
    );
  });
  return blurred(Math.max(3, width / count / 5), streaks.join(""));
}

/** A throw over a rail, with a fringe. */
export function throwBlanket(colour: string): Item {
  const [w, h] = [330, 430];
  const outline = `M${-w / 2},${-h}Q0,${-h - 16} ${w / 2},${-h}L${w / 2 + 8},-16Q0,4 ${-w / 2 - 8},-16Z`;
  const body = linear(
    [-w / 2, 0, w / 2, 0],
    [
      [0, lit(colour, 1.08)],
      [0.6, lit(colour, 0.98)],
      [1, lit(colour, 0.76)],
    ],
  );
  const fringe = Array.from({ length: 42 }, (_, index) =>
    line(`M${-w / 2 - 4 + index * 8.2},-14q${(index % 3) - 1},20 ${(index % 5) - 2},34`, lit(colour, index % 2 ? 0.95 : 0.8), { width: 3 }),
  ).join("");
  const bands = [-120, -104, -60]
    .map((y, index) => plain(boxPath([-w, y, 2 * w, index === 2 ? 26 : 8]), lit(colour, 0.62), 'opacity="0.6"'))
    .join("");
  const rail = cord(`M${-w / 2 - 50},${-h}H${w / 2 + 50}`, 15, "#a9774a");
  const art =
    rail +
    fringe +
    filled(outline, body) +
    within(outline, bands + filled(outline, weave(colour, 7)) + drapes([-w / 2, -h, w, h], colour, 6));
  return {
    art: `<g transform="translate(0 ${h / 2})">${art}</g>`,
    outline: boxPath([-w / 2, -h / 2, w, h]),
    width: w + 100,
    height: h + 40,
    stance: "hangs",
  };
}

export function apron(colour: string): Item {
  const outline = "M-62,-230Q0,-214 62,-230C66,-160 96,-120 150,-96L164,210Q0,226 -164,210L-150,-96C-96,-120 -66,-160 -62,-230Z";
  const body = linear(
    [-160, -200, 160, 200],
    [
      [0, lit(colour, 1.14)],
      [0.5, lit(colour, 1)],
      [1, lit(colour, 0.76)],
    ],
  );
  const pocket = boxPath([-84, 14, 168, 104], 8);
  const straps =
    cord("M-54,-226C-70,-330 -14,-342 0,-342C14,-342 70,-330 54,-226", 9, lit(colour, 0.86)) +
    cord("M-150,-94C-190,-60 -186,20 -176,90", 7, lit(colour, 0.8)) +
    cord("M150,-94C190,-60 186,20 180,70", 7, lit(colour, 0.8));
  const front =
    filled(
      pocket,
      linear(
        [0, 14, 0, 118],
        [
          [0, lit(colour, 1.12)],
          [1, lit(colour, 0.9)],
        ],
      ),
    ) +
    filled(pocket, weave(colour)) +
    seam(pocket, colour) +
    seam("M0,16V116", colour);
  const hook = plain("M-7,-356a7,7 0 1 1 14,0v14h-14Z", "#8a6a48");
  const art =
    straps +
    hook +
    filled(outline, body) +
    within(outline, filled(outline, weave(colour)) + drapes([-150, -90, 300, 310], colour, 5)) +
    front +
    seam("M-152,200Q0,214 152,200", colour) +
    seam("M-54,-220Q0,-206 54,-220", colour);
  return { art, outline, width: 380, height: 590, stance: "hangs" };
}

/** Place mats: a pile, and one rolled with a ribbon. */
export function placeMats(colour: string): Item {
  const pile = linenStack(colour, { count: 3, width: 300, thick: 13 });
  const roll = boxPath([-120, -44, 240, 44], 20);
  const body = linear(
    [0, -44, 0, 0],
    [
      [0, lit(colour, 1)],
      [0.25, lit(colour, 1.2)],
      [0.7, lit(colour, 0.85)],
      [1, lit(colour, 0.5)],
    ],
  );
  const ribbon = filled(
    boxPath([-12, -45, 24, 46], 2),
    linear(
      [0, -44, 0, 0],
      [
        [0, "#d9c7a7"],
        [0.3, "#f1e6cf"],
        [1, "#8e7a5c"],
      ],
    ),
  );
  const art = filled(roll, body) + within(roll, filled(roll, weave(colour))) + ribbon;
  return together(
    [
      { item: pile, x: 0, y: 0 },
      { item: { art, outline: roll, width: 240, height: 44, stance: "stands" }, x: 10, y: -52 },
    ],
    { width: 306, height: 120, isFlat: true, foot: 150 },
  );
}
