import { expect, test } from "vitest";
import { makeLog } from "./log";

function logged(content: object): string {
  const lines: string[] = [];
  makeLog("info", { write: (line: string) => lines.push(line) }).info(content, "said");
  return lines.join("");
}

const private_ = ["password", "token", "secret", "authorization", "cookie", "email", "document", "phone", "address", "name", "cpf", "card"];

test.each(private_)("%s is not written, at the top or within", (key) => {
  const line = logged({ [key]: "PRIVATE", order: { [key]: "PRIVATE" }, request: { headers: { [key]: "PRIVATE" } } });
  expect(line).not.toContain("PRIVATE");
  expect(line.match(/\[redacted\]/g)).toHaveLength(3);
});

test("a whole person or card within a record is not written", () => {
  const line = logged({ person: { email: "ana@example.com", name: "Ana Souza" }, payment: { card: { number: "4000000000000010" } } });
  for (const private_ of ["ana@example.com", "Ana Souza", "4000000000000010"]) expect(line).not.toContain(private_);
});

test("ids, codes and the words of the message are", () => {
  const line = JSON.parse(logged({ storeId: "s-1", consumer: "index-product", outcome: "done", durationMs: 12 }));
  expect(line).toMatchObject({ storeId: "s-1", consumer: "index-product", outcome: "done", durationMs: 12, msg: "said" });
});
