/** Letters drawn as lines: no font is needed, so that they look the same on every machine. */
type Letters = { width: number; height: number; colour: string; weight: number; strokes: string; ground?: string };

function lettered({ width, height, colour, weight, strokes, ground = "" }: Letters): string {
  const style = `fill="none" stroke="${colour}" stroke-width="${weight}" stroke-linecap="butt"`;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width * 3}" height="${height * 3}" viewBox="0 0 ${width} ${height}">${ground}<path d="${strokes}" ${style}/></svg>`;
}

const bowlStroke = (x: number) => `M${x},40a17,17 0 1 0 34,0a17,17 0 1 0 -34,0`;
const stemRight = (x: number) => `M${x + 34},22V58.5`;
const smallR = (x: number) => `M${x},58.5V22M${x},42c0,-12 7,-17.5 17,-17.5`;

/** A mid tone, legible on light and on dark heads of a page. */
const terracotta = "#b86a45";

/** "aurora" in round small letters. */
export const auroraLogo = lettered({
  width: 236,
  height: 66,
  colour: terracotta,
  weight: 5,
  strokes: [
    bowlStroke(4),
    stemRight(4),
    "M54,22V42a14,14 0 0 0 28,0V22M82,22V58.5",
    smallR(98),
    bowlStroke(122),
    smallR(172),
    bowlStroke(196),
    stemRight(196),
  ].join(""),
});

export const auroraFavicon = lettered({
  width: 64,
  height: 64,
  colour: "#fbf3e6",
  weight: 6,
  strokes: "M16,38a16,16 0 1 0 32,0a16,16 0 1 0 -32,0M48,20V56",
  ground: `<rect width="64" height="64" rx="14" fill="${terracotta}"/>`,
});

const capitals = {
  h: (x: number) => `M${x},16V56M${x + 26},16V56M${x},36H${x + 26}`,
  a: (x: number) => `M${x - 3},56L${x + 14.5},25L${x + 32},56M${x + 5},47H${x + 24}`,
  r: (x: number) => `M${x},56V19.5H${x + 13}a10,10 0 0 1 0,20H${x}M${x + 13},39.5L${x + 26},56`,
  b: (x: number) => `M${x},36H${x + 14}a8.3,8.3 0 0 0 0,-16.5H${x}V52.5H${x + 15}a8.3,8.3 0 0 0 0,-16.5`,
  o: (x: number) => `M${x},36a16.5,16.5 0 1 0 33,0a16.5,16.5 0 1 0 -33,0`,
};

const blue = "#0b4f9c";

/** "HARBOR" in heavy capitals on its own plate, which stands out on light and on dark. */
export const harborLogo = lettered({
  width: 276,
  height: 72,
  colour: "#ffffff",
  weight: 8,
  strokes: [capitals.h(22), capitals.a(66), capitals.r(110), capitals.b(152), capitals.o(189), capitals.r(236)].join(""),
  ground: `<rect width="276" height="72" fill="${blue}"/>`,
});

export const harborFavicon = lettered({
  width: 64,
  height: 64,
  colour: "#ffffff",
  weight: 9,
  strokes: "M18,12V52M46,12V52M18,32H46",
  ground: `<rect width="64" height="64" fill="${blue}"/>`,
});
