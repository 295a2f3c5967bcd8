import { randomUUID } from "node:crypto";
import { z } from "zod";
import { requireOperations } from "./changes";
import type { House } from "./house";
import { batchInput, type Change, narrowing, Refusal, settingsInput, type Write } from "./model";
import type { Call, Operation } from "./operation";

const recordBody = z.record(z.string(), z.unknown());
const operationInput = z.strictObject({
  operation: z.enum(["copy", "move"]),
  destination: z.string().min(1),
  scope: z.array(z.string()).optional(),
});

/** Throws for what the vendor refuses before it makes a task: no id, a bad operation, a record that is too large. */
function requireWritable({ recordLimitBytes }: House, writes: readonly Write[]): void {
  for (const [position, { action, body }] of writes.entries()) {
    if (action === "clear" || action === "delete") continue;
    if (typeof body.objectID !== "string" || body.objectID === "") throw new Refusal(400, "Missing mandatory attribute `objectID`");
    requireOperations(body);
    const bytes = Buffer.byteLength(JSON.stringify(body));
    if (bytes > recordLimitBytes) {
      throw new Refusal(
        400,
        `Record at the position ${position} objectID=${body.objectID} is too big size=${bytes}/${recordLimitBytes} bytes`,
      );
    }
  }
}

async function add({ house }: Call, indexName: string, change: Change): Promise<{ taskID: number }> {
  if (house.library.find(indexName)?.settings.primary && change.kind !== "settings") {
    throw new Refusal(403, `${indexName} is a replica: write to its primary`);
  }
  return { taskID: await house.tasks.add(indexName, change) };
}

async function write(call: Call, writes: Write[]): Promise<{ taskID: number }> {
  requireWritable(call.house, writes);
  return add(call, call.indexName, { kind: "writes", writes });
}

async function batch(call: Call): Promise<object> {
  const { requests } = batchInput.parse(call.body);
  const task = await write(call, requests);
  return { ...task, objectIDs: requests.flatMap(({ body }) => (typeof body.objectID === "string" ? [body.objectID] : [])) };
}

async function addObject(call: Call): Promise<object> {
  const body = recordBody.parse(call.body);
  const objectID = typeof body.objectID === "string" ? body.objectID : randomUUID();
  const task = await write(call, [{ action: "addObject", body: { ...body, objectID } }]);
  return { ...task, objectID, createdAt: new Date().toISOString() };
}

/** One record by the id in its address. */
function onRecord(action: Write["action"]): (call: Call) => Promise<object> {
  return async (call) => {
    const objectID = call.http.req.param("objectID") ?? "";
    const isCreated = call.http.req.query("createIfNotExists") !== "false";
    const asked = action === "partialUpdateObject" && !isCreated ? "partialUpdateObjectNoCreate" : action;
    const task = await write(call, [{ action: asked, body: { ...recordBody.parse(call.body), objectID } }]);
    const at = new Date().toISOString();
    return action === "deleteObject" ? { ...task, deletedAt: at } : { ...task, objectID, updatedAt: at };
  };
}

async function setSettings(call: Call): Promise<object> {
  const settings = settingsInput.parse(call.body);
  const isForwarded = call.http.req.query("forwardToReplicas") === "true";
  return updated(await add(call, call.indexName, { kind: "settings", settings, isForwarded }));
}

async function deleteBy(call: Call): Promise<object> {
  const asked = z.strictObject(narrowing).parse(call.body);
  if (!asked.filters && !asked.facetFilters && !asked.numericFilters) throw new Refusal(400, "DeleteByQuery endpoint requires a filter");
  return updated(await add(call, call.indexName, { kind: "delete_by", narrowing: asked }));
}

async function duplicate(call: Call): Promise<object> {
  const { operation, destination, scope } = operationInput.parse(call.body);
  if (scope) throw new Refusal(400, "the sandbox copies whole indexes alone");
  return updated(await add(call, call.indexName, { kind: operation, destination }));
}

function updated(task: { taskID: number }): object {
  return { ...task, updatedAt: new Date().toISOString() };
}

const one = "/1/indexes/{indexName}";

/** What changes an index, each as a task. */
export const writingOperations: readonly Operation[] = [
  { verb: "post", path: `${one}/batch`, right: "write", run: batch },
  { verb: "post", path: `${one}/deleteByQuery`, right: "write", run: deleteBy },
  { verb: "post", path: `${one}/clear`, right: "write", run: async (call) => updated(await write(call, [{ action: "clear", body: {} }])) },
  { verb: "post", path: `${one}/operation`, right: "write", run: duplicate },
  { verb: "put", path: `${one}/settings`, right: "write", run: setSettings },
  { verb: "post", path: `${one}/{objectID}/partial`, right: "write", run: onRecord("partialUpdateObject") },
  { verb: "put", path: `${one}/{objectID}`, right: "write", run: onRecord("updateObject") },
  { verb: "delete", path: `${one}/{objectID}`, right: "write", run: onRecord("deleteObject") },
  { verb: "post", path: one, right: "write", status: 201, run: addObject },
];
