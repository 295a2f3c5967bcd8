import { lit } from "../colour";
import type { Item } from "../item";
import { blurred, filled, line, linear, plain, within } from "../svg";
import { turned } from "../turned";
import { cloth } from "./bags";
import { seam, weave } from "./strokes";

export function cap(colour: string): Item {
  const crown = "M-128,-54C-134,-160 -84,-210 0,-212S134,-160 128,-54Q0,-24 -128,-54Z";
  const brim = "M-140,-62C-160,-20 -110,16 0,18S160,-20 140,-62Q0,-18 -140,-62Z";
  const face = linear(
    [-120, -40, 100, 30],
    [
      [0, lit(colour, 1.2)],
      [0.6, lit(colour, 0.95)],
      [1, lit(colour, 0.62)],
    ],
  );
  const under = blurred(7, plain("M-132,-66Q0,-14 132,-66V-44Q0,4 -132,-44Z", "#120c0a"), 'opacity="0.55"');
  const panels = seam("M-52,-42C-66,-120 -50,-180 0,-211", colour) + seam("M52,-42C66,-120 50,-180 0,-211", colour);
  const stitches = seam("M-124,-28C-90,-4 -40,4 0,4S90,-4 124,-28", colour) + seam("M-112,-16C-80,6 -36,12 0,12S80,6 112,-16", colour);
  const badge = plain("M-30,-146h60v52h-60Z", "#f3ead9") + line("M-12,-136v32M12,-136v32M-12,-120h24", lit(colour, 0.7), { width: 5 });
  const art =
    cloth(crown, [-130, -212, 260, 170], colour, 0) +
    panels +
    badge +
    filled(brim, face) +
    within(brim, filled(brim, weave(colour, 4)) + under) +
    stitches +
    `<ellipse cx="0" cy="-211" rx="9" ry="5" fill="${lit(colour, 0.8)}"/>`;
  return { art, outline: crown + brim, width: 300, height: 216, stance: "stands", foot: 128 };
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
  return { art, outline: dome + cuff, width: 250, height: 254, stance: "stands", foot: 118 };
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
