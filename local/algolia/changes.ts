import type { RecordSession } from "@/local/sandbox/records";
import { facetingOf } from "./answer";
import { testOf } from "./filters";
import type { Delta, Library } from "./library";
import { type AlgoliaRecord, type Change, Refusal, type Settings, type Write } from "./model";

/** Carries out what a task was accepted for, in one transaction with its being done. */
export async function carryOut(
  library: Library,
  session: RecordSession,
  { indexName, change }: { indexName: string; change: Change },
): Promise<void> {
  switch (change.kind) {
    case "writes":
      return library.apply(session, indexName, deltaOf(library.find(indexName)?.records ?? new Map(), change.writes));
    case "settings":
      return changeSettings(library, session, { indexName, ...change });
    case "delete_by": {
      const holding = library.find(indexName);
      if (!holding) return;
      const test = testOf(change.narrowing, facetingOf(holding.settings).filterable);
      const removed = new Set([...holding.records.values()].filter(test).map((record) => record.objectID));
      return library.apply(session, indexName, { put: new Map(), removed });
    }
    case "copy":
    case "move":
      return duplicate(library, session, { indexName, change });
  }
}

async function duplicate(
  library: Library,
  session: RecordSession,
  { indexName, change }: { indexName: string; change: Extract<Change, { destination: string }> },
): Promise<void> {
  const holding = library.find(indexName);
  if (!holding) return;
  await library.drop(session, change.destination);
  await library.apply(session, change.destination, { put: new Map(holding.records), removed: new Set() });
  await library.saveSettings(session, change.destination, holding.settings);
  if (change.kind === "move") await library.drop(session, indexName);
}

/** What a list of writes does, in their order; a later one sees what an earlier one did. */
export function deltaOf(records: ReadonlyMap<string, AlgoliaRecord>, writes: readonly Write[]): Delta {
  const delta: Delta = { put: new Map(), removed: new Set() };
  const present = (id: string): AlgoliaRecord | null => delta.put.get(id) ?? (delta.removed.has(id) ? null : (records.get(id) ?? null));
  const put = (record: AlgoliaRecord): void => {
    delta.removed.delete(record.objectID);
    delta.put.set(record.objectID, record);
  };
  for (const { action, body } of writes) {
    if (action === "clear" || action === "delete") {
      delta.put.clear();
      for (const id of records.keys()) delta.removed.add(id);
      continue;
    }
    const objectID = String(body.objectID);
    const known = present(objectID);
    if (action === "deleteObject") {
      delta.put.delete(objectID);
      delta.removed.add(objectID);
    } else if (action === "partialUpdateObject" || action === "partialUpdateObjectNoCreate") {
      const merged = known || action === "partialUpdateObject" ? partly(known ?? { objectID }, body) : null;
      if (merged) put(merged);
    } else put({ ...body, objectID });
  }
  return delta;
}

/**
 * A partial update. Null when `IncrementSet` finds a value that is not lower, or `IncrementFrom` another one: the vendor then
 * ignores the whole update of the record
 * (https://www.algolia.com/doc/guides/sending-and-managing-data/send-and-update-your-data/in-depth/handling-concurrency-with-versioning).
 */
function partly(known: AlgoliaRecord, body: Record<string, unknown>): AlgoliaRecord | null {
  const merged: AlgoliaRecord = { ...known };
  for (const [name, value] of Object.entries(body)) {
    const operation = operationOf(value);
    if (!operation) {
      merged[name] = value;
      continue;
    }
    const now = typeof known[name] === "number" ? known[name] : 0;
    if (operation.name === "IncrementSet" && operation.value <= now) return null;
    if (operation.name === "IncrementFrom" && operation.value !== now) return null;
    merged[name] =
      operation.name === "IncrementSet" ? operation.value : operation.name === "IncrementFrom" ? now + 1 : now + operation.value;
  }
  return merged;
}

const operations = ["Increment", "Decrement", "IncrementSet", "IncrementFrom"] as const;

function operationOf(value: unknown): { name: (typeof operations)[number]; value: number } | null {
  if (typeof value !== "object" || value === null || !("_operation" in value)) return null;
  const name = operations.find((known) => known === value._operation);
  const amount = "value" in value ? Number(value.value) : Number.NaN;
  if (!name || !Number.isInteger(amount)) throw new Refusal(400, `Invalid operation: ${JSON.stringify(value)}`);
  return name === "Decrement" ? { name: "Increment", value: -amount } : { name, value: amount };
}

/** Throws for operations that cannot be carried out, before a task is made of them. */
export function requireOperations(body: Record<string, unknown>): void {
  for (const value of Object.values(body)) operationOf(value);
}

type SettingsChange = { indexName: string; settings: Settings; isForwarded: boolean };

async function changeSettings(
  library: Library,
  session: RecordSession,
  { indexName, settings, isForwarded }: SettingsChange,
): Promise<void> {
  const known = library.find(indexName)?.settings ?? {};
  await library.saveSettings(session, indexName, { ...known, ...settings });
  for (const replica of settings.replicas ?? []) {
    await library.saveSettings(session, replica, { ...library.find(replica)?.settings, primary: indexName });
  }
  if (!isForwarded) return;
  const { replicas: _replicas, ...forwarded } = settings;
  for (const replica of settings.replicas ?? known.replicas ?? []) {
    await library.saveSettings(session, replica, { ...library.find(replica)?.settings, ...forwarded, primary: indexName });
  }
}
