import { AsyncLocalStorage } from "node:async_hooks";

const notices = new AsyncLocalStorage<{ hasRecorded: boolean }>();

/** Says that an event was written into the outbox, to whoever is {@link noticing}. */
export function noticeRecorded(): void {
  const notice = notices.getStore();
  if (notice) notice.hasRecorded = true;
}

/** Does the work, and answers with its value whether it wrote events, so that the outbox is flushed after work that did. */
export async function noticing<Value>(work: () => Promise<Value>): Promise<{ value: Value; hasRecorded: boolean }> {
  const notice = { hasRecorded: false };
  const value = await notices.run(notice, work);
  return { value, hasRecorded: notice.hasRecorded };
}
