import { lit, mix } from "../colour";
import { type Item, together } from "../item";
import { boxPath, filled, line, linear, plain, within } from "../svg";
import { cord, seam } from "./strokes";

const steel = "#b9bfc5";

function metal(box: readonly [number, number, number, number]) {
  return linear(box, [
    [0, lit(steel, 1.4)],
    [0.35, lit(steel, 1)],
    [0.5, lit(steel, 1.32)],
    [1, lit(steel, 0.68)],
  ]);
}

export function knife(colour: string): Item {
  const blade = "M-6,-24H150Q222,-22 258,14Q200,30 120,26H-6Z";
  const edge = "M-6,14H118Q196,18 258,14Q200,30 120,26H-6Z";
  const grip = "M-250,-22Q-262,0 -246,24Q-220,46 -150,38Q-60,24 10,34V-32Q-110,-44 -214,-38Q-240,-36 -250,-22Z";
  const paint = linear(
    [0, -44, 0, 44],
    [
      [0, lit(colour, 1.22)],
      [0.4, lit(colour, 1)],
      [1, lit(colour, 0.52)],
    ],
  );
  const lines = [-24, -10, 4, 18]
    .map((y) => line(`M-250,${y}Q-120,${y - 8} 10,${y + 2}`, lit(colour, 0.55), { width: 1.4, opacity: 0.5 }))
    .join("");
  const rivets = [-196, -104]
    .map(
      (x) =>
        `<circle cx="${x}" cy="2" r="8" fill="${lit("#c49a4a", 0.7)}"/><circle cx="${x - 1}" cy="1" r="6.4" fill="${lit("#c49a4a", 1.15)}"/>`,
    )
    .join("");
  const bolster = filled("M-14,-34H16V34H-14Z", metal([0, -34, 0, 34]));
  const art =
    filled(blade, metal([0, -26, 0, 28])) +
    filled(
      edge,
      linear(
        [0, 12, 0, 28],
        [
          [0, "#f5f7f8"],
          [1, "#9aa1a8"],
        ],
      ),
    ) +
    line("M40,-12H120", lit(steel, 0.6), { width: 3, opacity: 0.7 }) +
    filled(grip, paint) +
    within(grip, lines) +
    bolster +
    rivets;
  return {
    art: `<g transform="rotate(-24)">${art}</g>`,
    outline: `M-236,90L-214,140L0,70L250,-96L230,-112L140,-86L-10,-20Z`,
    width: 490,
    height: 300,
    stance: "lies",
  };
}

export function hatchet(colour: string): Item {
  const haft = "M-22,-190C-26,-60 -10,60 -26,230Q-20,262 6,258Q32,256 28,232C16,60 26,-60 22,-190Z";
  const head = "M-40,-232Q0,-242 44,-228L52,-168Q30,-160 0,-160Q-50,-160 -92,-118Q-140,-160 -136,-252Q-90,-220 -40,-232Z";
  const bit = "M-92,-118Q-140,-160 -136,-252Q-122,-242 -108,-236Q-112,-172 -76,-130Z";
  const wood = linear(
    [-26, 0, 28, 0],
    [
      [0, lit(colour, 1.2)],
      [0.45, lit(colour, 1)],
      [1, lit(colour, 0.5)],
    ],
  );
  const lines = [-12, -3, 7, 15]
    .map((x) => line(`M${x},-180C${x - 4},0 ${x + 8},80 ${x},250`, lit(colour, 0.55), { width: 1.4, opacity: 0.5 }))
    .join("");
  const art =
    filled(haft, wood) +
    within(haft, lines + plain(boxPath([-40, 176, 90, 100]), "#b3392b", 'opacity="0.85"')) +
    filled(
      head,
      linear(
        [-130, -240, 50, -150],
        [
          [0, "#8d949b"],
          [0.4, "#565c63"],
          [1, "#33383d"],
        ],
      ),
    ) +
    filled(bit, metal([-140, -200, -90, -180])) +
    plain("M-12,-236h24v10h-24Z", lit(colour, 0.9));
  return {
    art: `<g transform="rotate(28)">${art}</g>`,
    outline: "M60,-240L170,-190L130,-120L100,-140L-80,226L-124,208L40,-150L-20,-150L-10,-290Z",
    width: 360,
    height: 540,
    stance: "lies",
  };
}

export function carabiner(colour: string): Item {
  const ring = "M-52,-96C-62,-150 52,-164 60,-100L44,70C40,120 -34,124 -44,76Z";
  const gate = "M52,-88L41,58";
  const art =
    line("M0,104C-4,150 20,170 14,210", lit("#c44a2f", 0.8), { width: 15 }) +
    line("M0,104C-4,150 20,170 14,210", "#d8603f", { width: 9, dash: "7 5" }) +
    cord(ring, 22, colour) +
    cord(gate, 15, mix(steel, "#ffffff", 0.2)) +
    line("M2,200a24,24 0 1 0 26,0a24,24 0 1 0 -26,0", lit(steel, 0.7), { width: 7 }) +
    line("M2,199a24,24 0 1 0 26,0", lit(steel, 1.3), { width: 3 });
  return {
    art: `<g transform="translate(0 -40)">${art}</g>`,
    outline:
      "M-56,-140C-66,-200 56,-210 66,-144L48,40C44,90 -40,94 -50,40ZM-30,-130L-26,20C-20,50 22,50 26,20L36,-130C30,-170 -34,-160 -30,-130Z",
    width: 150,
    height: 420,
    stance: "lies",
  };
}

export function notebook(colour: string): Item {
  const cover = boxPath([-135, -190, 270, 380], 12);
  const pages = boxPath([-126, -182, 272, 372], 8);
  const face = linear(
    [-135, -190, 135, 190],
    [
      [0, lit(colour, 1.16)],
      [0.5, lit(colour, 1)],
      [1, lit(colour, 0.8)],
    ],
  );
  const spine = linear(
    [-135, 0, -96, 0],
    [
      [0, lit(colour, 0.6)],
      [1, lit(colour, 0.6), 0],
    ],
  );
  const label = plain(boxPath([-58, -120, 132, 74], 3), "#f3ead9") + line("M-8,-104v42M24,-104v42M-8,-83h32", "#1d2733", { width: 7 });
  const band = filled(
    boxPath([86, -192, 13, 384]),
    linear(
      [86, 0, 99, 0],
      [
        [0, "#2a2f36"],
        [1, "#14171b"],
      ],
    ),
  );
  const art = plain(pages, "#e9e1d0") + filled(cover, face) + filled(cover, spine) + seam("M-98,-178V178", colour) + label + band;
  const pen =
    filled(boxPath([-8, -160, 16, 290], 8), metal([-8, 0, 8, 0])) +
    plain("M-8,128L0,160L8,128Z", "#2a2f36") +
    plain(boxPath([4, -150, 6, 80], 3), "#8d949b");
  const book: Item = { art: `<g transform="rotate(-8)">${art}</g>`, outline: cover, width: 330, height: 420, stance: "lies" };
  const writing: Item = {
    art: `<g transform="rotate(14)">${pen}</g>`,
    outline: boxPath([-10, -160, 20, 310], 8),
    width: 60,
    height: 320,
    stance: "lies",
  };
  return {
    ...together(
      [
        { item: book, x: -30, y: 0 },
        { item: writing, x: 186, y: 10 },
      ],
      { width: 480, height: 430 },
    ),
    outline: `M-190,-170L80,-208L140,180L-130,214ZM226,-150L246,-144L170,160L150,154Z`,
  };
}
