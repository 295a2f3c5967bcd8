import { hash } from "./random";

export type Stop = readonly [offset: number, colour: string, opacity?: number];
/** A paint with the definition that it needs; equal paints have equal ids. */
export type Paint = { def: string; fill: string };

function stopsOf(stops: readonly Stop[]): string {
  return stops
    .map(([offset, colour, opacity = 1]) => `<stop offset="${round(offset)}" stop-color="${colour}" stop-opacity="${round(opacity)}"/>`)
    .join("");
}

function paintOf(element: string, attributes: string, inside: string): Paint {
  const id = `p${hash(element + attributes + inside).toString(36)}`;
  return { def: `<${element} id="${id}" ${attributes}>${inside}</${element}>`, fill: `url(#${id})` };
}

/** A linear gradient between two points. */
export function linear([x1, y1, x2, y2]: readonly [number, number, number, number], stops: readonly Stop[]): Paint {
  const line = `gradientUnits="userSpaceOnUse" x1="${round(x1)}" y1="${round(y1)}" x2="${round(x2)}" y2="${round(y2)}"`;
  return paintOf("linearGradient", line, stopsOf(stops));
}

/** A radial gradient: an ellipse about a point. */
export function radial([x, y, rx, ry]: readonly [number, number, number, number], stops: readonly Stop[]): Paint {
  const place = `gradientUnits="userSpaceOnUse" cx="0" cy="0" r="1" gradientTransform="translate(${round(x)} ${round(y)}) scale(${round(rx)} ${round(ry)})"`;
  return paintOf("radialGradient", place, stopsOf(stops));
}

/** A tile that repeats. */
export function tile([width, height]: readonly [number, number], inside: string, turn = 0): Paint {
  const size = `patternUnits="userSpaceOnUse" width="${width}" height="${height}" patternTransform="rotate(${turn})"`;
  return paintOf("pattern", size, inside);
}

/** What is inside, seen only within the outline. */
export function within(outline: string, inside: string): string {
  const id = `c${hash(outline).toString(36)}`;
  return `<clipPath id="${id}"><path d="${outline}"/></clipPath><g clip-path="url(#${id})">${inside}</g>`;
}

/** What is inside, softened. `deviation` in units of the picture. */
export function blurred(deviation: number, inside: string, attributes = ""): string {
  const id = `b${round(deviation)}`.replace(".", "_");
  const filter = `<filter id="${id}" x="-30%" y="-30%" width="160%" height="160%"><feGaussianBlur stdDeviation="${round(deviation)}"/></filter>`;
  return `${filter}<g filter="url(#${id})" ${attributes}>${inside}</g>`;
}

export function filled(d: string, { def, fill }: Paint, attributes = ""): string {
  return `${def}<path d="${d}" fill="${fill}" ${attributes}/>`;
}

export function plain(d: string, fill: string, attributes = ""): string {
  return `<path d="${d}" fill="${fill}" ${attributes}/>`;
}

export function line(d: string, colour: string, { width, opacity = 1, dash }: { width: number; opacity?: number; dash?: string }): string {
  const dashes = dash ? ` stroke-dasharray="${dash}"` : "";
  return `<path d="${d}" fill="none" stroke="${colour}" stroke-width="${width}" stroke-opacity="${opacity}" stroke-linecap="round" stroke-linejoin="round"${dashes}/>`;
}

export function ellipsePath(x: number, y: number, rx: number, ry: number): string {
  return `M${round(x - rx)},${round(y)}a${round(rx)},${round(ry)} 0 1 0 ${round(2 * rx)},0a${round(rx)},${round(ry)} 0 1 0 ${round(-2 * rx)},0Z`;
}

export function boxPath([x, y, width, height]: readonly [number, number, number, number], corner = 0): string {
  const r = Math.min(corner, width / 2, height / 2);
  const [w, h] = [width - 2 * r, height - 2 * r];
  const turn = (dx: number, dy: number) => `a${r},${r} 0 0 1 ${dx},${dy}`;
  return `M${x + r},${y}h${w}${turn(r, r)}v${h}${turn(-r, r)}h${-w}${turn(-r, -r)}v${-h}${turn(r, -r)}Z`;
}

export type Point = readonly [number, number];

/** A closed outline that runs smoothly through the points (Catmull-Rom as Béziers); a point given twice is a corner. */
export function smoothPath(points: readonly Point[], isClosed = true): string {
  const count = points.length;
  const at = (index: number): Point => points[isClosed ? (index + count) % count : Math.min(count - 1, Math.max(0, index))] ?? [0, 0];
  const pieces = [`M${round(at(0)[0])},${round(at(0)[1])}`];
  for (let index = 0; index < (isClosed ? count : count - 1); index++) {
    const [before, from, to, after] = [at(index - 1), at(index), at(index + 1), at(index + 2)];
    if (from[0] === to[0] && from[1] === to[1]) continue;
    const control = [
      from[0] + (to[0] - before[0]) / 6,
      from[1] + (to[1] - before[1]) / 6,
      to[0] - (after[0] - from[0]) / 6,
      to[1] - (after[1] - from[1]) / 6,
    ];
    pieces.push(`C${[...control, to[0], to[1]].map(round).join(",")}`);
  }
  return pieces.join("") + (isClosed ? "Z" : "");
}

export function round(value: number): number {
  return Math.round(value * 100) / 100;
}
