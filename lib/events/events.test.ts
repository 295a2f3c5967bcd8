import { expect, test } from "vitest";
import type { z } from "zod";
import { eventSchemas } from "./events";

const fields = Object.entries(eventSchemas).flatMap(([event, schema]) =>
  Object.entries<z.ZodType>(schema.shape).map(([field, type]) => [event, field, type] as const),
);

/** What a payload may say beside ids: which version, how often, how many, which kind. A sealed secret opens in the consumer alone. */
const plain = new Set([
  "version",
  "stage",
  "flag",
  "pollCount",
  "checkCount",
  "kind",
  "cause",
  "reference",
  "notice",
  "gatewayEventId",
  "tokenSealed",
]);

test.each(fields)("%s carries %s as an id, or a word that says nothing of people and prices", (_event, field) => {
  expect(plain.has(field) || /(^|[a-z])Ids?$/.test(field) || field === "storeId").toBe(true);
});

test.each(fields.filter(([, field]) => /Ids?$/.test(field) && field !== "gatewayEventId"))(
  "%s takes nothing but ids as %s",
  (_event, field, type) => {
    const smuggled = field.endsWith("Ids") ? ["ana@example.com"] : "ana@example.com";
    expect(type.safeParse(smuggled).success).toBe(false);
  },
);

test("nothing that is not in the schema travels along", () => {
  const payload = { storeId: crypto.randomUUID(), productId: crypto.randomUUID(), version: 3 };
  expect(eventSchemas["product.changed"].parse({ ...payload, costCents: 100, email: "ana@example.com" })).toEqual(payload);
});
