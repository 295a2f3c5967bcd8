import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { loadContract } from "./contract";

const description = `
openapi: 3.0.2
paths:
  /things:
    put:
      responses:
        "200":
          $ref: "#/components/responses/Updated"
components:
  responses:
    Updated:
      description: Done.
      content:
        application/json:
          schema:
            $ref: "#/components/schemas/updated"
  schemas:
    updated:
      type: object
      additionalProperties: false
      required: [taskID]
      properties: { taskID: { type: integer } }
`;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "contract-"));
});
afterAll(() => rm(folder, { recursive: true }));

test("an answer that the description gives as a reference is checked against what it points at", async () => {
  const file = path.join(folder, "things.yml");
  await writeFile(file, description);
  const { response } = await loadContract(file);
  expect(response("/things", "put", 200, { taskID: 1 })).toEqual([]);
  expect(response("/things", "put", 200, { taskID: 1, at: "now" })).toEqual([
    { at: "", message: "must NOT have additional properties: at" },
  ]);
  expect(response("/things", "put", 200, {})).toHaveLength(1);
});
