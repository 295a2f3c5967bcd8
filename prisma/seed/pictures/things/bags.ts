import { lit } from "../colour";
import type { Item } from "../item";
import { blurred, boxPath, filled, line, linear, plain, type Stop, within } from "../svg";
import { drapes } from "./linen";
import { cord, seam, weave } from "./strokes";

const leather = "#8a5a34";
const webbing = "#2b2f36";

/** A cloth body with its light, threads and soft folds. */
export function cloth(
  outline: string,
  [left, top, width, height]: readonly [number, number, number, number],
  colour: string,
  folds = 4,
): string {
  const side: Stop[] = [
    [0, lit(colour, 0.9)],
    [0.22, lit(colour, 1.16)],
    [0.6, lit(colour, 1)],
    [1, lit(colour, 0.66)],
  ];
  const fall = linear(
    [0, top, 0, top + height],
    [
      [0, "#ffffff", 0.1],
      [0.5, "#ffffff", 0],
      [1, "#120d0c", 0.3],
    ],
  );
  const inside =
    filled(outline, weave(colour, 4)) +
    (folds ? `<g opacity="0.75">${drapes([left, top, width, height], colour, folds)}</g>` : "") +
    filled(outline, fall);
  return filled(outline, linear([left, 0, left + width, 0], side)) + within(outline, inside);
}

export function pocket(box: readonly [number, number, number, number], colour: string, corner = 8): string {
  const outline = boxPath(box, corner);
  const [x, y, width, height] = box;
  const shade = blurred(4, plain(boxPath([x + 4, y + 6, width, height], corner), "#140d0b"), 'opacity="0.35"');
  const face = linear(
    [x, y, x + width, y + height],
    [
      [0, lit(colour, 1.14)],
      [0.6, lit(colour, 1)],
      [1, lit(colour, 0.76)],
    ],
  );
  return (
    shade + filled(outline, face) + filled(outline, weave(colour, 4)) + seam(boxPath([x + 4, y + 4, width - 8, height - 8], corner), colour)
  );
}

/** A band of webbing, lit from the left. */
export function strap([x, y, width, height]: readonly [number, number, number, number], colour = webbing): string {
  const paint = linear(
    [x, 0, x + width, 0],
    [
      [0, lit(colour, 1.2)],
      [1, lit(colour, 0.7)],
    ],
  );
  return (
    filled(boxPath([x, y, width, height], 2), paint) +
    line(`M${x + 3},${y}v${height}M${x + width - 3},${y}v${height}`, lit(colour, 1.6), { width: 0.9, opacity: 0.5, dash: "3 3" })
  );
}

export function buckle(x: number, y: number, colour = "#b9bec4"): string {
  return (
    line(boxPath([x - 15, y - 11, 30, 22], 3), lit(colour, 0.55), { width: 6 }) +
    line(boxPath([x - 15.5, y - 11.5, 30, 22], 3), lit(colour, 1.2), { width: 2.4 })
  );
}

function patch(x: number, y: number): string {
  const box = boxPath([x - 24, y - 15, 48, 30], 3);
  const face = linear(
    [x - 24, y - 15, x + 24, y + 15],
    [
      [0, lit(leather, 1.2)],
      [1, lit(leather, 0.8)],
    ],
  );
  return filled(box, face) + line(`M${x - 9},${y - 7}v14M${x + 9},${y - 7}v14M${x - 9},${y}h18`, "#f2e6d2", { width: 2.6, opacity: 0.85 });
}

export function tote(colour: string): Item {
  const outline = "M-172,-318Q0,-306 172,-318L186,-24Q186,0 160,0H-160Q-186,0 -186,-24Z";
  const back = cord("M-74,-312C-76,-452 76,-452 74,-312", 15, lit(leather, 0.7));
  const front = cord("M-84,-250V-312C-86,-470 86,-470 84,-312V-250", 16, leather);
  const base = "M-182,-84L-186,-24Q-186,0 -160,0H160Q186,0 186,-24L182,-84Q0,-74 -182,-84Z";
  const hem = seam("M-171,-300Q0,-288 171,-300", colour);
  const art =
    back +
    cloth(outline, [-186, -318, 372, 318], colour, 5) +
    within(outline, cloth(base, [-186, -84, 372, 84], lit(colour, 0.62), 0)) +
    hem +
    seam("M-181,-88Q0,-78 181,-88", colour) +
    front +
    patch(0, -190);
  return {
    art,
    outline: `${outline}M-90,-312C-92,-476 92,-476 90,-312H72C74,-450 -74,-450 -72,-312Z`,
    width: 376,
    height: 436,
    stance: "stands",
    foot: 170,
  };
}

export function backpack(colour: string): Item {
  const outline =
    "M-150,-60C-164,-200 -156,-330 -128,-392C-110,-430 110,-430 128,-392C156,-330 164,-200 150,-60Q148,0 100,0H-100Q-148,0 -150,-60Z";
  const straps =
    cord("M-128,-330C-190,-280 -192,-120 -150,-60", 24, lit(colour, 0.72)) +
    cord("M128,-330C190,-280 192,-120 150,-60", 24, lit(colour, 0.6));
  const loop = cord("M-34,-418C-30,-462 30,-462 34,-418", 13, webbing);
  const flap = "M-139,-366C-120,-434 120,-434 139,-366L146,-240Q140,-214 104,-208Q0,-198 -104,-208Q-140,-214 -146,-240Z";
  const shade = blurred(8, plain("M-140,-226Q0,-182 140,-226V-196Q0,-166 -140,-196Z", "#120c0a"), 'opacity="0.5"');
  const art =
    straps +
    loop +
    cloth(outline, [-156, -420, 312, 420], colour, 3) +
    pocket([-108, -160, 216, 132], colour, 20) +
    line("M-92,-132H92", "#d5d8db", { width: 3, dash: "3 2" }) +
    within(outline, shade) +
    cloth(flap, [-146, -420, 292, 214], lit(colour, 1.03), 3) +
    seam("M-136,-244Q-128,-224 -100,-220Q0,-210 100,-220Q128,-224 136,-244", colour) +
    [-62, 62].map((x) => strap([x - 12, -300, 24, 190], leather) + buckle(x, -176)).join("") +
    patch(0, -300);
  return {
    art,
    outline: `${outline}M-128,-340C-206,-290 -206,-110 -140,-50L-140,-80C-178,-130 -176,-270 -120,-310ZM128,-340C206,-290 206,-110 140,-50L140,-80C178,-130 176,-270 120,-310Z`,
    width: 384,
    height: 456,
    stance: "stands",
    foot: 128,
  };
}

export function duffel(colour: string): Item {
  const outline = "M-250,-40C-276,-110 -268,-200 -226,-226Q0,-244 226,-226C268,-200 276,-110 250,-40Q244,0 200,0H-200Q-244,0 -250,-40Z";
  const zip =
    line("M-214,-214Q0,-230 214,-214", lit(colour, 0.45), { width: 12 }) +
    line("M-214,-214Q0,-230 214,-214", "#c4c8cc", { width: 4, dash: "3 2.4" });
  const ends = within(
    outline,
    cloth("M-290,-250H-196Q-184,-110 -196,20H-290Z", [-280, -240, 96, 250], lit(colour, 0.62), 0) +
      cloth("M290,-250H196Q184,-110 196,20H290Z", [184, -240, 96, 250], lit(colour, 0.55), 0),
  );
  const handles = cord("M-104,-16V-170C-104,-330 104,-330 104,-170V-16", 20, webbing);
  const grip = cord("M-40,-283Q0,-291 40,-283", 30, leather);
  const ring = buckle(-224, -120) + buckle(224, -120);
  const art =
    cloth(outline, [-270, -240, 540, 240], colour, 5) +
    ends +
    zip +
    seam("M-190,-206Q-178,-110 -190,-10M190,-206Q178,-110 190,-10", colour) +
    ring +
    handles +
    grip +
    patch(0, -90);
  return {
    art,
    outline: `${outline}M-112,-200C-110,-345 110,-345 112,-200H94C92,-318 -92,-318 -94,-200Z`,
    width: 530,
    height: 300,
    stance: "stands",
    foot: 236,
  };
}

export function dryBag(colour: string): Item {
  const outline =
    "M-120,-30C-128,-160 -126,-280 -118,-330C-116,-352 116,-352 118,-330C126,-280 128,-160 120,-30Q118,0 86,0H-86Q-118,0 -120,-30Z";
  const gloss = blurred(
    7,
    line("M-78,-320V-40", "#ffffff", { width: 22, opacity: 0.4 }) + line("M98,-300V-40", "#ffffff", { width: 6, opacity: 0.25 }),
  );
  const roll = boxPath([-126, -404, 252, 62], 26);
  const top = linear(
    [0, -404, 0, -342],
    [
      [0, lit(colour, 1.2)],
      [0.4, lit(colour, 1)],
      [1, lit(colour, 0.5)],
    ],
  );
  const body = linear(
    [-122, 0, 122, 0],
    [
      [0, lit(colour, 0.8)],
      [0.25, lit(colour, 1.18)],
      [0.6, lit(colour, 0.98)],
      [1, lit(colour, 0.56)],
    ],
  );
  const band = strap([-13, -404, 26, 404]) + line("M-122,-60H122", lit(colour, 0.6), { width: 2 });
  const mark = line("M40,-210v60M88,-210v60M40,-180h48", "#ffffff", { width: 11, opacity: 0.92 });
  const art =
    filled(outline, body) +
    within(outline, gloss + drapes([-110, -330, 220, 60], colour, 7)) +
    band +
    mark +
    filled(roll, top) +
    line("M-112,-384H112M-116,-364H116", lit(colour, 0.6), { width: 2, opacity: 0.6 }) +
    buckle(0, -372);
  return { art, outline: outline + roll, width: 256, height: 404, stance: "stands", isFlat: true, foot: 106 };
}
