import { expect, test } from "vitest";
import { messagesOf } from "./messages";

function keysOf(value: unknown, path = ""): string[] {
  if (typeof value !== "object" || value === null) return [path];
  return Object.entries(value).flatMap(([key, child]) => keysOf(child, path ? `${path}.${key}` : key));
}

function argumentsOf(value: unknown): Record<string, string[]> {
  const found: Record<string, string[]> = {};
  const walk = (child: unknown, path: string): void => {
    if (typeof child === "string") found[path] = argumentNames(child);
    else if (typeof child === "object" && child !== null) for (const [key, next] of Object.entries(child)) walk(next, `${path}.${key}`);
  };
  walk(value, "");
  return found;
}

/** Names right inside an odd brace: the even ones of ICU hold the words of a plural's branches. */
function argumentNames(sentence: string): string[] {
  const names = new Set<string>();
  let depth = 0;
  for (const [brace, name] of sentence.matchAll(/\{\s*(\w+)?|\}/g)) {
    depth += brace === "}" ? -1 : 1;
    if (name && depth % 2 === 1) names.add(name);
  }
  return [...names].sort();
}

test("every sentence exists in English and in Portuguese", () => {
  expect(keysOf(messagesOf("pt-BR")).sort()).toEqual(keysOf(messagesOf("en")).sort());
});

test("a sentence takes the same values in both languages", () => {
  expect(argumentsOf(messagesOf("pt-BR"))).toEqual(argumentsOf(messagesOf("en")));
});

test("no key holds a dot, which is how a key names one within another", () => {
  const keys = new Set<string>();
  const walk = (value: unknown): void => {
    if (typeof value !== "object" || value === null) return;
    for (const [key, child] of Object.entries(value)) {
      keys.add(key);
      walk(child);
    }
  };
  walk(messagesOf("en"));
  expect([...keys].filter((key) => key.includes("."))).toEqual([]);
});
