import { access } from "node:fs/promises";
import path from "node:path";
import { expect, test } from "vitest";
import { GET } from "@/app/media/[...path]/route";
import { withStore } from "@/lib/db/transaction";
import { env } from "@/lib/env";
import { makeImage } from "@/tests/factories/image";
import { makeStore } from "@/tests/factories/store";
import { ingestImage } from "./ingest";

const serve = (...segments: string[]) => GET(new Request("http://localhost/media"), { params: Promise.resolve({ path: segments }) });

test("a picture that was taken in is served, to be kept for good", async () => {
  const store = await makeStore();
  const taken = await ingestImage(store.id, await makeImage({ width: 700 }));
  if (!taken.ok) throw new Error(taken.code);

  const response = await serve(store.id, taken.value.mediaId, "640.webp");

  expect(response.status).toBe(200);
  expect(response.headers.get("content-type")).toBe("image/webp");
  expect(response.headers.get("cache-control")).toContain("immutable");
  expect((await response.arrayBuffer()).byteLength).toBeGreaterThan(50);
  expect((await serve(store.id, taken.value.mediaId, "960.webp")).status).toBe(404);
});

test("the same bytes twice, even at once, are one picture", async () => {
  const store = await makeStore();
  const bytes = await makeImage({ colour: "#aa0000" });

  const taken = await Promise.all([ingestImage(store.id, bytes), ingestImage(store.id, bytes)]);
  const again = await ingestImage(store.id, bytes);

  const ids = [...taken, again].map((outcome) => (outcome.ok ? outcome.value.mediaId : outcome.code));
  expect(new Set(ids).size).toBe(1);
  expect(await withStore(store.id, (tx) => tx.media.count())).toBe(1);
});

test("two stores with the same picture have each their own", async () => {
  const [one, other] = [await makeStore(), await makeStore()];
  const bytes = await makeImage({ colour: "#00aa00" });
  const [mine, theirs] = [await ingestImage(one.id, bytes), await ingestImage(other.id, bytes)];
  if (!mine.ok || !theirs.ok) throw new Error("refused");

  expect(mine.value.mediaId).not.toBe(theirs.value.mediaId);
  expect((await serve(other.id, mine.value.mediaId, "320.webp")).status).toBe(404);
});

test("a refused file leaves nothing behind", async () => {
  const store = await makeStore();
  expect(await ingestImage(store.id, Buffer.from("<svg/>"))).toEqual({ ok: false, code: "not_an_image" });
  expect(await withStore(store.id, (tx) => tx.media.count())).toBe(0);
  await expect(access(path.join(env().MEDIA_FOLDER ?? "", store.id))).rejects.toThrow("ENOENT");
});
