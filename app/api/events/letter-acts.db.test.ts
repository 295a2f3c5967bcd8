import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { newId } from "@/lib/core/ids";
import { withPlatform } from "@/lib/db/transaction";
import english from "@/lib/i18n/messages/en/errors.json";
import portuguese from "@/lib/i18n/messages/pt-BR/errors.json";
import { letterOf } from "@/tests/factories/dead-letters";
import { startQueue, type TestQueue } from "@/tests/factories/queue";
import { makeStore } from "@/tests/factories/store";
import { rehearseLetter, replayLetters } from "./letter-acts";

// What Next does around an action: there is none in a test, so no screen is rendered anew.
vi.mock("next/cache", async (original) => ({ ...(await original<object>()), refresh: () => undefined, revalidateTag: () => undefined }));

let queue: TestQueue;
beforeAll(async () => {
  queue = await startQueue();
});
afterAll(() => queue.close());
afterEach(() => queue.answerWith(200));

const actor = { id: newId(), kind: "operator" } as const;
const stateOf = async (id: string) => (await withPlatform((tx) => tx.deadLetter.findUniqueOrThrow({ where: { id } }))).status;

describe("Replay at the console", () => {
  it("says in the form that the queue is silent, and leaves the letter where it was", async () => {
    const id = await letterOf(await makeStore());
    queue.answerWith(503);
    const state = await replayLetters({ id, storeId: null, actor }, "en");
    expect(state).toMatchObject({ status: "rejected", code: "queue_silent" });
    for (const words of [english, portuguese]) expect(words).toHaveProperty("queue_silent");
    expect(await stateOf(id)).toBe("open");
  });

  it("says how many were sent once the queue answers", async () => {
    const id = await letterOf(await makeStore());
    const state = await replayLetters({ id, storeId: null, actor }, "en");
    expect(state).toMatchObject({ status: "saved", values: { done: "1 message was sent again." } });
    expect(await stateOf(id)).toBe("replayed");
  });
});

describe("a dry run at the console", () => {
  it("claims nothing of work that goes to a service outside", async () => {
    const store = await makeStore();
    const payload = { storeId: store.id };
    const id = await letterOf(store, { consumer: "refresh-store", name: "store.changed", payload });
    const state = await rehearseLetter({ id, storeId: store.id, actor }, "en");
    expect(state).toMatchObject({ status: "saved", values: { tone: "plain", text: expect.stringContaining("cannot be tried") } });
  });
});
