import { vi } from "vitest";

/** What Next gives to a request, where there is none: `after` has nothing to wait for (the queue's sweep publishes), caches hold nothing. */
vi.mock("next/server", () => ({ after: () => undefined }));
vi.mock("next/cache", () => ({
  revalidateTag: () => undefined,
  updateTag: () => undefined,
  cacheLife: () => undefined,
  cacheTag: () => undefined,
}));
