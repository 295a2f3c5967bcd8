import { lit } from "../colour";
import { line, type Paint, tile } from "../svg";

/** A round cord, handle or wire along a path, lit from the upper left. */
export function cord(d: string, width: number, colour: string): string {
  const bright = `<g transform="translate(${-width * 0.14} ${-width * 0.14})">${line(d, lit(colour, 1.22), { width: width * 0.26, opacity: 0.8 })}</g>`;
  return line(d, lit(colour, 0.55), { width }) + line(d, lit(colour, 0.92), { width: width * 0.74 }) + bright;
}

/** A seam: a fine dark line with stitches beside it. */
export function seam(d: string, colour: string, thread = lit(colour, 1.3)): string {
  return line(d, lit(colour, 0.5), { width: 1.4, opacity: 0.55 }) + line(d, thread, { width: 1.1, opacity: 0.85, dash: "4 3" });
}

/** The threads of plain-woven cloth. */
export function weave(colour: string, size = 5): Paint {
  const half = size / 2;
  const dark = lit(colour, 0.5);
  const bright = lit(colour, 1.4);
  return tile(
    [size, size],
    `<path d="M0,${half / 2}h${size}M0,${half * 1.5}h${size}" stroke="${dark}" stroke-width="0.6" opacity="0.28"/><path d="M${half / 2},0v${half}M${half * 1.5},${half}v${half}" stroke="${bright}" stroke-width="0.9" opacity="0.35"/>`,
    3,
  );
}
