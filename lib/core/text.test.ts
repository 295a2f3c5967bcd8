import { expect, test } from "vitest";
import { cleanLine, cleanText } from "./text";

test("a line has no line ends, control characters or halves of characters", () => {
  expect(cleanLine(" Blue\u0000 \r\n shirt\ud800 ")).toBe("Blue shirt\ufffd");
});

test("a text keeps its lines and tabs", () => {
  expect(cleanText("one\r\ntwo\rthree\tfour\u0000\u0007five\n")).toBe("one\ntwo\nthree\tfour five");
});

test("accents, emoji and other scripts stay", () => {
  expect(cleanLine("Camisa São João 👕 衬衫")).toBe("Camisa São João 👕 衬衫");
});
