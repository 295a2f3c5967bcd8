import { lit } from "../colour";
import { type Item, together } from "../item";
import { randomOf } from "../random";
import { filled, line, linear, round } from "../svg";

/** A stem with leaves that rises from (0, 0). `lean` is how far its tip goes to the side. */
export function branch({ height, lean, colour, leaf = 26 }: { height: number; lean: number; colour: string; leaf?: number }): Item {
  const random = randomOf(`${height}${lean}`);
  const at = (share: number): [number, number] => [lean * share ** 1.7, -height * share];
  const count = Math.round(height / 20);
  const leaves = Array.from({ length: count }, (_, index) => {
    const share = 0.32 + (0.68 * (index + 1)) / count;
    const [x, y] = at(share);
    const side = index % 2 ? 1 : -1;
    const size = leaf * (1.25 - share * 0.6) * (0.85 + random() * 0.3);
    const angle = (lean / height) * 40 + side * (38 + random() * 22);
    const paint = linear(
      [-size * 0.3, 0, size * 0.3, 0],
      [
        [0, lit(colour, 1.18 - 0.2 * random())],
        [0.5, lit(colour, 0.95)],
        [1, lit(colour, 0.7)],
      ],
    );
    const shape = `M0,0C${round(size * 0.42)},${round(-size * 0.35)} ${round(size * 0.3)},${round(-size)} 0,${round(-size * 1.25)}C${round(-size * 0.3)},${round(-size)} ${round(-size * 0.42)},${round(-size * 0.35)} 0,0Z`;
    return `<g transform="translate(${round(x)} ${round(y)}) rotate(${round(angle)})">${filled(shape, paint)}${line(`M0,0V${round(-size)}`, lit(colour, 0.62), { width: 0.8, opacity: 0.6 })}</g>`;
  });
  const stem = `M0,0C${round(lean * 0.1)},${round(-height * 0.4)} ${round(lean * 0.4)},${round(-height * 0.7)} ${round(lean)},${-height}`;
  return {
    art: line(stem, lit(colour, 0.6), { width: 2.6 }) + leaves.join(""),
    outline: stem,
    width: Math.abs(lean) * 2 + leaf * 2,
    height,
    stance: "stands",
    foot: 1,
  };
}

/** Dry grasses with soft ears. */
export function grasses({ height, colour }: { height: number; colour: string }): Item {
  const random = randomOf(`g${height}`);
  const blades = Array.from({ length: 9 }, (_, index) => {
    const lean = (index - 4) * height * 0.07 + (random() - 0.5) * 20;
    const top = height * (0.72 + random() * 0.28);
    const ear = linear(
      [lean - 8, 0, lean + 8, 0],
      [
        [0, lit(colour, 1.25)],
        [1, lit(colour, 0.72)],
      ],
    );
    const d = `M${lean},${-top + 62}C${lean - 11},${-top + 42} ${lean - 8},${-top + 12} ${lean + lean * 0.08},${-top - 14}C${lean + 10},${-top + 14} ${lean + 10},${-top + 42} ${lean},${-top + 62}Z`;
    return line(`M0,0Q${round(lean * 0.3)},${round(-top * 0.6)} ${lean},${-top + 60}`, lit(colour, 0.7), { width: 1.6 }) + filled(d, ear);
  });
  return { art: blades.join(""), outline: "", width: height * 0.7, height, stance: "stands", foot: 1 };
}

/** A vessel with stems in it; `rim` is the height of its opening. */
export function arranged(vessel: Item, rim: number, stems: readonly Item[]): Item {
  const tallest = Math.max(...stems.map(({ height }) => height));
  const parts = [
    ...stems.map((item, index) => ({ item, x: (index - (stems.length - 1) / 2) * 5, y: -rim + 6 })),
    { item: vessel, x: 0, y: 0 },
  ];
  const whole = together(parts, {
    width: Math.max(vessel.width, ...stems.map(({ width }) => width * 0.8)),
    height: rim + tallest,
    foot: vessel.foot ?? 30,
  });
  return { ...whole, outline: vessel.outline };
}
