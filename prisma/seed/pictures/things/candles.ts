import { lit } from "../colour";
import { type Item, together } from "../item";
import { boxPath, ellipsePath, filled, line, plain, radial } from "../svg";
import { turned } from "../turned";

function flame(y: number, size = 1): string {
  const shape = `M0,${y}C${-9 * size},${y - 6 * size} ${-7 * size},${y - 20 * size} 0,${y - 36 * size}C${7 * size},${y - 20 * size} ${9 * size},${y - 6 * size} 0,${y}Z`;
  const paint = radial(
    [0, y - 8 * size, 9 * size, 28 * size],
    [
      [0, "#fffdf2"],
      [0.45, "#ffe6a3"],
      [1, "#f7a23b", 0.85],
    ],
  );
  const halo = radial(
    [0, y - 14 * size, 46 * size, 54 * size],
    [
      [0, "#ffd98f", 0.75],
      [1, "#ffd98f", 0],
    ],
  );
  return (
    filled(ellipsePath(0, y - 14 * size, 46 * size, 54 * size), halo) +
    line(`M0,${y + 7}V${y - 3}`, "#3a2a22", { width: 2 }) +
    filled(shape, paint)
  );
}

/** A candle in a vessel, alight. */
export function jarCandle(vessel: string, label: string): Item {
  const body = turned(
    [
      [40, 0],
      [40, 0],
      [43, 4],
      [43, 96],
      [43, 96],
    ],
    { colour: vessel, shine: 0.5, mouth: { wall: 3, inside: "#f3dfb8", fill: { depth: 7, colour: "#fbeecb" } } },
  );
  const paper =
    plain(boxPath([-24, -68, 48, 40], 1), label) +
    line("M-13,-54H13M-8,-46H8", lit(label, 0.45), { width: 1.6, opacity: 0.7 }) +
    line("M-15,-38H15", lit(label, 0.45), { width: 0.8, opacity: 0.5 });
  return { ...body, art: body.art + paper + flame(-97), height: 140, glow: { y: -112, radius: 230 } };
}

export function taper(colour: string, height = 230): Item {
  const body = turned(
    [
      [11, 0],
      [11, 0],
      [10, height * 0.5],
      [8, height - 4],
      [3, height],
      [3, height],
    ],
    { colour, shine: 0.12 },
  );
  return { ...body, art: body.art + line(`M0,${-height - 1}V${-height - 12}`, "#4a382e", { width: 1.8 }) };
}

export function litTaper(colour: string, height = 230): Item {
  const body = turned(
    [
      [11, 0],
      [11, 0],
      [10, height * 0.5],
      [8, height - 4],
      [5, height],
      [5, height],
    ],
    { colour, shine: 0.12 },
  );
  return { ...body, art: body.art + flame(-height - 2, 0.8), height: height + 36, glow: { y: -height - 14, radius: 200 } };
}

export function taperPair(colour: string): Item {
  const parts = [
    { item: taper(colour), x: -20, y: -6 },
    { item: taper(colour, 226), x: 14, y: 0 },
  ];
  return together(parts, { width: 66, height: 250, foot: 34 });
}

export function holder(glaze: string): Item {
  return turned(
    [
      [46, 0],
      [46, 0],
      [48, 5],
      [40, 10],
      [14, 16],
      [12, 50],
      [20, 60],
      [20, 74],
      [20, 74],
    ],
    { colour: glaze, shine: 0.2, specks: { count: 70, colour: "#5b3d2a" }, mouth: { wall: 7, inside: lit(glaze, 0.5) } },
  );
}

export function litHolder(glaze: string, wax: string): Item {
  const parts = [
    { item: holder(glaze), x: 0, y: 0 },
    { item: litTaper(wax, 190), x: 0, y: -66 },
  ];
  return {
    ...together(parts, { width: 98, height: 300, foot: 46 }),
    outline: holder(glaze).outline + boxPath([-11, -256, 22, 190]),
    glow: { y: -272, radius: 210 },
  };
}

export function diffuser(glass: string): Item {
  const bottle = turned(
    [
      [38, 0],
      [38, 0],
      [42, 4],
      [42, 74],
      [34, 88],
      [15, 98],
      [14, 118],
      [17, 122],
      [17, 122],
    ],
    { colour: (share) => (share < 0.5 ? lit(glass, 0.82) : glass), shine: 0.8, mouth: { wall: 4, inside: lit(glass, 0.5) } },
  );
  const reeds = [-34, -20, -8, 6, 19, 32]
    .map((lean) => line(`M${lean * 0.2},-118L${lean * 1.9},-290`, lean < 0 ? "#d8b98c" : "#b9966a", { width: 3.2 }))
    .join("");
  const label = plain(boxPath([-22, -62, 44, 36], 1), "#f5eddf") + line("M-12,-50H12M-8,-42H8", "#6d5a49", { width: 1.5, opacity: 0.8 });
  return { ...bottle, art: reeds + bottle.art + label, height: 292, width: 128 };
}
