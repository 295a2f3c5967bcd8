import { lit } from "../colour";
import type { Item } from "../item";
import { blurred, filled, line, linear, plain, within } from "../svg";
import { cloth, pocket } from "./bags";
import { cord, seam } from "./strokes";

const sleeveLeft = "M-132,-258C-196,-238 -226,-180 -236,-90L-262,150Q-240,172 -192,166L-164,-40L-140,-140Z";
const sleeveRight = "M132,-258C196,-238 226,-180 236,-90L262,150Q240,172 192,166L164,-40L140,-140Z";
const trunk =
  "M-60,-286C-100,-276 -128,-264 -150,-240L-152,-60L-158,236Q0,256 158,236L152,-60L150,-240C128,-264 100,-276 60,-286Q0,-262 -60,-286Z";
const bodice =
  "M-60,-286C-84,-280 -104,-272 -120,-262Q-96,-190 -140,-120L-152,236Q0,256 152,236L140,-120Q96,-190 120,-262C104,-272 84,-280 60,-286Q0,-262 -60,-286Z";

const hanger = `${line("M0,-300V-330a15,15 0 1 1 15,-15", "#7e858c", { width: 5 })}${cord("M-128,-258Q-60,-284 0,-304Q60,-284 128,-258", 15, "#b98755")}`;
const hole = plain("M-58,-288Q0,-316 58,-288Q0,-242 -58,-288Z", "#1b1512");

function sleeves(colour: string): string {
  const cuff = (d: string) => seam(d, colour);
  return (
    cloth(sleeveLeft, [-262, -258, 110, 430], colour, 3) +
    cloth(sleeveRight, [152, -258, 110, 430], lit(colour, 0.88), 3) +
    cuff("M-258,122Q-230,140 -190,134") +
    cuff("M258,122Q230,140 190,134")
  );
}

function collar(colour: string): string {
  const left = "M-62,-292C-40,-318 -10,-316 0,-300L-8,-262L-52,-214L-86,-268Z";
  const right = "M62,-292C40,-318 10,-316 0,-300L8,-262L52,-214L86,-268Z";
  const shade = blurred(5, plain("M-84,-262L-52,-206L-4,-250L52,-206L84,-262L60,-230L0,-240L-60,-230Z", "#120c0a"), 'opacity="0.5"');
  return (
    shade +
    cloth(left, [-86, -316, 86, 102], lit(colour, 1.06), 0) +
    cloth(right, [0, -316, 86, 102], lit(colour, 0.92), 0) +
    seam("M-80,-264L-52,-222L-14,-262", colour) +
    seam("M80,-264L52,-222L14,-262", colour)
  );
}

function buttons(colour: string, levels: readonly number[]): string {
  return levels
    .map(
      (y) =>
        `<circle cx="2" cy="${y + 2}" r="7" fill="#120c0a" opacity="0.4"/><circle cx="0" cy="${y}" r="6.5" fill="${colour}"/><circle cx="-1.6" cy="${y - 1.6}" r="2.2" fill="${lit(colour, 1.5)}"/>`,
    )
    .join("");
}

function zipper(from: number, to: number, colour: string): string {
  return (
    line(`M0,${from}V${to}`, lit(colour, 0.4), { width: 13 }) +
    line(`M0,${from}V${to}`, "#c2c7cb", { width: 4.5, dash: "3 2.2" }) +
    plain(`M-4,${from + 26}h8l2,26h-12Z`, "#d5d9dc")
  );
}

const whole = { outline: `${trunk}${sleeveLeft}${sleeveRight}`, width: 526, height: 610, stance: "hangs" } as const;

export function choreJacket(colour: string): Item {
  const front =
    line("M0,-262V244", lit(colour, 0.45), { width: 2, opacity: 0.8 }) +
    seam("M18,-246V242", colour) +
    buttons("#3a2a20", [-206, -110, -14, 82, 178]);
  const pockets = pocket([-132, 96, 104, 116], colour) + pocket([34, 96, 104, 116], colour) + pocket([-122, -120, 82, 88], colour);
  const art =
    hanger +
    sleeves(colour) +
    hole +
    cloth(trunk, [-158, -286, 316, 530], colour, 4) +
    pockets +
    front +
    collar(colour) +
    seam("M-154,222Q0,242 154,222", colour);
  return { ...whole, art };
}

export function overshirt(colour: string): Item {
  const checks = (opacity: number) =>
    `<g opacity="${opacity}">${[-210, -150, -90, -30, 30, 90, 150, 210].map((x) => line(`M${x},-300V260`, lit(colour, 0.4), { width: 18 })).join("")}${[-260, -200, -140, -80, -20, 40, 100, 160, 220].map((y) => line(`M-280,${y}H280`, lit(colour, 0.4), { width: 18 })).join("")}${[-180, -60, 60, 180].map((x) => line(`M${x},-300V260`, "#f0e3c8", { width: 4 })).join("")}${[-230, -110, 10, 130].map((y) => line(`M-280,${y}H280`, "#f0e3c8", { width: 4 })).join("")}</g>`;
  const art =
    hanger +
    sleeves(colour) +
    within(sleeveLeft + sleeveRight, checks(0.42)) +
    hole +
    cloth(trunk, [-158, -286, 316, 530], colour, 4) +
    within(trunk, checks(0.42)) +
    pocket([-122, -120, 86, 92], colour) +
    pocket([36, -120, 86, 92], colour) +
    seam("M16,-246V242", colour) +
    buttons("#efe4d0", [-206, -126, -46, 34, 114, 194]) +
    collar(colour);
  return { ...whole, art };
}

export function rainShell(colour: string): Item {
  const hood = "M-92,-262C-118,-352 -66,-398 0,-398S118,-352 92,-262Q0,-232 -92,-262Z";
  const opening = "M-58,-276C-70,-336 -40,-362 0,-362S70,-336 58,-276Q0,-250 -58,-276Z";
  const dark = linear(
    [-58, -360, 58, -270],
    [
      [0, lit(colour, 0.3)],
      [1, lit(colour, 0.55)],
    ],
  );
  const flaps = [-1, 1]
    .map(
      (side) =>
        line(`M${side * 132},60L${side * 66},150`, lit(colour, 0.5), { width: 9 }) +
        line(`M${side * 130},58L${side * 64},148`, lit(colour, 1.2), { width: 3 }),
    )
    .join("");
  const yoke = line("M-146,-150Q0,-128 146,-150", lit(colour, 0.5), { width: 2.4, opacity: 0.7 });
  const sheen = blurred(12, line("M-96,-230L-112,220", "#ffffff", { width: 24, opacity: 0.28 }));
  const draw = line("M-26,-256V-160M26,-256V-172", "#f0eee8", { width: 4 }) + plain("M-30,-164h8v14h-8ZM22,-176h8v14h-8Z", "#22252a");
  const art =
    sleeves(colour) +
    cloth(hood, [-100, -398, 200, 150], colour, 0) +
    filled(opening, dark) +
    cloth(trunk, [-158, -286, 316, 530], colour, 4) +
    within(trunk, sheen) +
    yoke +
    zipper(-258, 244, colour) +
    flaps +
    draw +
    seam("M-154,222Q0,242 154,222", colour);
  return { ...whole, art, outline: whole.outline + hood, height: 660 };
}

export function vest(colour: string): Item {
  const rows = [-190, -130, -70, -10, 50, 110, 170]
    .map(
      (y) =>
        blurred(
          5,
          line(`M-170,${y + 8}Q0,${y + 22} 170,${y + 8}`, "#120c0a", { width: 12, opacity: 0.24 }) +
            line(`M-170,${y - 18}Q0,${y - 6} 170,${y - 18}`, "#ffffff", { width: 16, opacity: 0.1 }),
        ) + line(`M-170,${y}Q0,${y + 14} 170,${y}`, lit(colour, 0.45), { width: 2 }),
    )
    .join("");
  const neck = "M-66,-290C-70,-330 -50,-346 0,-346S70,-330 66,-290Q0,-262 -66,-290Z";
  const art =
    cloth(bodice, [-152, -286, 304, 530], colour, 2) +
    within(bodice, rows) +
    cloth(neck, [-68, -346, 136, 80], lit(colour, 0.86), 0) +
    zipper(-330, 244, colour) +
    pocket([-128, 60, 92, 96], "#7a4d2c") +
    pocket([36, 60, 92, 96], "#7a4d2c");
  return { art, outline: bodice + neck, width: 330, height: 610, stance: "hangs" };
}

export function sweater(colour: string): Item {
  const rib = (y: number, half: number) =>
    Array.from({ length: Math.round(half / 4) }, (_, index) =>
      line(`M${-half + 4 + index * 8},${y}v40`, lit(colour, 0.55), { width: 2.4, opacity: 0.6 }),
    ).join("");
  const knit = Array.from({ length: 24 }, (_, index) =>
    line(`M${-148 + index * 12.8},-250V204`, lit(colour, 0.6), { width: 1.6, opacity: 0.42, dash: "5 4" }),
  ).join("");
  const cable = [-46, 0, 46]
    .map(
      (x) =>
        line(
          `M${x - 9},-240${"q18,22 0,44q-18,22 0,44".repeat(5)}M${x + 9},-240${"q-18,22 0,44q18,22 0,44".repeat(5)}`,
          lit(colour, 0.55),
          { width: 3, opacity: 0.6 },
        ) + line(`M${x - 11},-242${"q18,22 0,44q-18,22 0,44".repeat(5)}`, lit(colour, 1.3), { width: 2, opacity: 0.6 }),
    )
    .join("");
  const neck = "M-62,-288Q-70,-326 -42,-330Q0,-338 42,-330Q70,-326 62,-288Q0,-252 -62,-288Z";
  const art =
    sleeves(colour) +
    cloth(trunk, [-158, -286, 316, 530], colour, 4) +
    within(trunk, knit + cable + rib(204, 156)) +
    cloth(neck, [-64, -334, 128, 70], lit(colour, 0.94), 0) +
    within(neck, rib(-334, 64)) +
    plain("M-40,-326Q0,-334 40,-326Q0,-302 -40,-326Z", "#1b1512");
  return { ...whole, art, outline: whole.outline + neck };
}
