import { lit } from "../colour";
import type { Item } from "../item";
import { blurred, filled, line, linear, plain, within } from "../svg";
import { turned } from "../turned";
import { cloth } from "./bags";
import { seam, weave } from "./strokes";

export function cap(colour: string): Item {
  const crown = "M-104,-34C-116,-150 -58,-204 22,-206C104,-206 142,-140 138,-34Q20,-2 -104,-34Z";
  const brim = "M-106,-58C-176,-46 -262,-14 -256,8C-246,30 -110,22 14,-12C-46,-16 -92,-32 -106,-58Z";
  const face = linear(
    [-240, -40, -20, 30],
    [
      [0, lit(colour, 1.24)],
      [0.5, lit(colour, 1.02)],
      [1, lit(colour, 0.6)],
    ],
  );
  const under = blurred(7, plain("M-112,-60C-92,-30 -40,-12 20,-12L-20,6C-90,4 -130,-20 -136,-50Z", "#120c0a"), 'opacity="0.45"');
  const panels = seam("M-34,-14C-44,-110 -20,-180 22,-205", colour) + seam("M84,-18C104,-110 80,-180 22,-205", colour);
  const stitches =
    seam("M-130,-44C-190,-28 -236,-6 -234,6C-210,18 -110,10 -16,-12", colour) +
    seam("M-118,-44C-160,-30 -204,-10 -204,-2C-180,6 -110,0 -40,-14", colour);
  const badge = plain("M-2,-132l58,3v52l-58,-5Z", "#f3ead9") + line("M16,-120v30M38,-119v31M16,-105l22,1", lit(colour, 0.7), { width: 5 });
  const holes = [112, -72].map((x) => `<circle cx="${x}" cy="-134" r="3.4" fill="${lit(colour, 0.35)}"/>`).join("");
  const art = `${cloth(crown, [-116, -206, 254, 180], colour, 0)}${panels}${badge}${holes}${filled(brim, face)}${within(brim, filled(brim, weave(colour, 4)) + under)}${stitches}<ellipse cx="22" cy="-205" rx="9" ry="5" fill="${lit(colour, 0.8)}"/>`;
  return {
    art: `<g transform="translate(58 -8)">${art}</g>`,
    outline: `${crown}${brim}`,
    width: 400,
    height: 216,
    stance: "stands",
    foot: 150,
    isFlat: true,
  };
}

export function beanie(colour: string): Item {
  const dome = "M-112,-84C-118,-190 -64,-246 0,-248S118,-190 112,-84Q0,-60 -112,-84Z";
  const cuff = "M-120,-104Q0,-80 120,-104L124,-16Q0,14 -124,-16Z";
  const ribs = (from: number, to: number, pull: number) =>
    Array.from({ length: 23 }, (_, index) => {
      const x = (index - 11) * 10.6;
      return (
        line(`M${x},${from}Q${x * 1.04},${(from + to) / 2} ${x * pull},${to}`, lit(colour, 0.5), { width: 3.4, opacity: 0.55 }) +
        line(`M${x - 3.6},${from}Q${(x - 3.6) * 1.04},${(from + to) / 2} ${x * pull},${to}`, lit(colour, 1.3), { width: 1.6, opacity: 0.4 })
      );
    }).join("");
  const shade = blurred(6, plain("M-116,-108Q0,-78 116,-108V-92Q0,-62 -116,-92Z", "#120c0a"), 'opacity="0.5"');
  const label = plain("M28,-64l48,-5v34l-48,5Z", "#f3ead9") + line("M42,-58v18M62,-60v18M42,-49l20,-2", "#1d2733", { width: 3.4 });
  const art =
    cloth(dome, [-114, -248, 228, 180], colour, 0) +
    within(dome, ribs(-70, -252, 0.2) + shade) +
    cloth(cuff, [-124, -104, 248, 110], lit(colour, 1.04), 0) +
    within(cuff, ribs(10, -112, 0.98)) +
    label;
  return { art, outline: dome + cuff, width: 250, height: 254, stance: "stands", isFlat: true, foot: 118 };
}

export function bucketHat(colour: string): Item {
  const hat = turned(
    [
      [170, 0],
      [170, 0],
      [166, 6],
      [112, 62],
      [110, 68],
      [110, 68],
      [100, 140],
      [92, 152],
      [92, 152],
    ],
    { colour: (share) => (share > 0.42 && share < 0.47 ? lit(colour, 0.7) : colour), shine: 0 },
  );
  const rings = [18, 30, 42]
    .map((level) => {
      const radius = 166 - (level - 6) * 0.95;
      return seam(`M${-radius},${-level}A${radius},${radius * 0.2} 0 0 0 ${radius},${-level}`, colour);
    })
    .join("");
  const eyelets = [-34, -20]
    .map(
      (x) =>
        `<circle cx="${x}" cy="-102" r="4" fill="#1b1512"/><circle cx="${x}" cy="-102" r="4" fill="none" stroke="#c9ccd0" stroke-width="2"/>`,
    )
    .join("");
  return { ...hat, art: hat.art + rings + eyelets };
}

export function bandana(colour: string): Item {
  const outline = "M-170,-120Q0,-134 170,-120Q176,-112 168,-100L14,118Q0,132 -14,118L-168,-100Q-176,-112 -170,-120Z";
  const dot = (x: number, y: number, r: number) => `<circle cx="${x}" cy="${y}" r="${r}" fill="#f5efe2"/>`;
  const rows = [0, 1, 2, 3, 4].flatMap((row) =>
    Array.from(
      { length: 9 - row * 2 },
      (_, index) => dot((index - 4 + row) * 32, -78 + row * 36, row % 2 ? 5 : 7) + dot((index - 4 + row) * 32 + 16, -60 + row * 36, 2.6),
    ),
  );
  const border =
    line("M-142,-104Q0,-116 142,-104L0,96Z", "#f5efe2", { width: 3.5 }) +
    line("M-152,-110Q0,-122 152,-110L0,108Z", "#f5efe2", { width: 1.4 });
  const art =
    cloth(outline, [-172, -130, 344, 256], colour, 0) +
    within(outline, rows.join("") + border) +
    blurred(6, within(outline, line("M-40,-130L-10,120M70,-130L20,100", "#120c0a", { width: 14, opacity: 0.3 })));
  return { art, outline, width: 350, height: 260, stance: "lies" };
}
