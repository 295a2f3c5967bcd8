import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readForm } from "./form-data";

function formOf(...fields: [name: string, value: string | File][]): FormData {
  const form = new FormData();
  for (const [name, value] of fields) form.append(name, value);
  return form;
}

describe("the fields of a form as a tree", () => {
  it("nests by dots and makes lists of numeric keys, in the order of the numbers", () => {
    const form = formOf(["title", "Shirt"], ["variants.10.price", "3"], ["variants.2.price", "2"], ["variants.0.price", "1"]);
    expect(readForm(form)).toEqual({ title: "Shirt", variants: [{ price: "1" }, { price: "2" }, { price: "3" }] });
  });

  it("makes a list of a name that is repeated", () => {
    expect(readForm(formOf(["tag", "a"], ["tag", "b"]))).toEqual({ tag: ["a", "b"] });
  });

  it("leaves out files that were not chosen, and keeps those that were", () => {
    const chosen = new File(["x"], "logo.png");
    const tree = readForm(formOf(["logo", new File([], "")], ["banner", chosen]));
    expect(Object.keys(tree)).toEqual(["banner"]);
    expect(tree.banner).toBeInstanceOf(File);
  });

  it("leaves out the framework's own fields", () => {
    expect(readForm(formOf(["$ACTION_ID_abc", ""], ["name", "Ana"]))).toEqual({ name: "Ana" });
  });
});

describe("field names made to harm", () => {
  it.each(["__proto__.isOperator", "constructor.prototype.isOperator", "a.__proto__.b", "prototype"])("drops %s", (name) => {
    const tree = readForm(formOf([name, "1"]));
    expect(tree).toEqual({});
    expect(({} as Record<string, unknown>).isOperator).toBeUndefined();
  });

  it("drops names that nest deeper than six", () => {
    expect(readForm(formOf(["a.b.c.d.e.f.g", "1"], ["a.b.c.d.e.f", "2"]))).toEqual({ a: { b: { c: { d: { e: { f: "2" } } } } } });
  });

  it("loses the characters that no database takes", () => {
    expect(readForm(formOf(["title", "Sh\0irt"], ["tag", "\0"], ["tag", "b"]))).toEqual({ title: "Shirt", tag: ["", "b"] });
  });

  it("does not grow a list to the size that an index names", () => {
    expect(readForm(formOf(["variants.9999.price", "1"]))).toEqual({ variants: [{ price: "1" }] });
    expect(readForm(formOf(["variants.99999999.price", "1"]))).toEqual({ variants: { 99999999: { price: "1" } } });
  });

  it("survives any names, also those that contradict each other", () => {
    const part = fc.constantFrom("a", "b", "0", "1", "", "__proto__", "length", "toString");
    const name = fc.array(part, { minLength: 1, maxLength: 8 }).map((parts) => parts.join("."));
    fc.assert(
      fc.property(fc.array(fc.tuple(name, fc.string({ maxLength: 5 })), { maxLength: 12 }), (fields) => {
        const tree = readForm(formOf(...fields));
        expect(Object.getPrototypeOf(tree)).toBe(Object.prototype);
        expect(() => JSON.stringify(tree)).not.toThrow();
      }),
    );
  });
});
