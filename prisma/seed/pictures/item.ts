/**
 * A thing in a picture, in about millimetres: x to the right from its middle, y down, the point where it touches its ground at
 * (0, 0) for what stands, its middle for what lies or hangs.
 */
export type Item = {
  art: string;
  /** Its outline as a path: what throws the shadow. */
  outline: string;
  width: number;
  height: number;
  stance: "stands" | "lies" | "hangs";
  /** Of what stands: how wide it touches its ground, from the middle. */
  foot?: number;
  /** Its foot is straight, as a box has it, and not round. */
  isFlat?: boolean;
  /** It gives light: a warm glow around this point. */
  glow?: { y: number; radius: number };
};

export type Part = { item: Item; x: number; y: number; scale?: number; turn?: number };

/** Several things as one; the first is the farthest. Takes its stance from the first. */
export function together(parts: readonly Part[], size: Pick<Item, "width" | "height" | "foot" | "isFlat">): Item {
  const [first] = parts;
  if (!first) throw new Error("nothing to put together");
  const placed = (part: Part, inside: string) =>
    `<g transform="translate(${part.x} ${part.y}) rotate(${part.turn ?? 0}) scale(${part.scale ?? 1})">${inside}</g>`;
  return {
    art: parts.map((part) => placed(part, part.item.art)).join(""),
    outline: "",
    stance: first.item.stance,
    ...size,
  };
}
