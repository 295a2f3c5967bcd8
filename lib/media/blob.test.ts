import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import { afterEach, beforeEach, expect, test } from "vitest";
import { newId } from "@/lib/core/ids";
import { blobStore } from "./blob";
import type { MediaStore } from "./port";

const token = "vercel_blob_rw_AbCdEf_secret";
const key = { storeId: newId(), mediaId: newId(), width: 640 };
const pathname = `${key.storeId}/${key.mediaId}/640.webp`;

type Seen = { method: string; url: string; headers: NodeJS.Dict<string | string[]>; body: Buffer };
let server: Server;
let seen: Seen[];
let status: number;
let store: MediaStore;

beforeEach(async () => {
  [seen, status] = [[], 200];
  server = createServer(async (request, response) => {
    const body = await buffer(request);
    seen.push({ method: request.method ?? "", url: request.url ?? "", headers: request.headers, body });
    response.writeHead(status).end(request.method === "GET" ? "picture" : "{}");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  store = blobStore({ token, apiBase: `${base}/api/blob`, readBase: `${base}/public` });
});

afterEach(() => {
  server.closeAllConnections();
  server.close();
});

test("a picture is written under its own name, publicly and for good", async () => {
  await store.write(key, Buffer.from("bytes"));
  expect(seen[0]).toMatchObject({
    method: "PUT",
    url: `/api/blob/?pathname=${encodeURIComponent(pathname)}`,
    body: Buffer.from("bytes"),
    headers: {
      authorization: `Bearer ${token}`,
      "x-api-version": "12",
      "x-vercel-blob-access": "public",
      "x-content-type": "image/webp",
      "x-add-random-suffix": "0",
      "x-allow-overwrite": "1",
    },
  });
});

test("a picture is read from its public address; a missing one is null", async () => {
  expect(await store.read(key)).toEqual(Buffer.from("picture"));
  expect(seen[0]?.url).toBe(`/public/${pathname}`);
  expect(seen[0]?.headers.authorization).toBeUndefined();
  status = 404;
  expect(await store.read(key)).toBeNull();
});

test("pictures are removed by their addresses", async () => {
  await store.remove([key]);
  expect(seen[0]).toMatchObject({ method: "POST", url: "/api/blob/delete" });
  expect(JSON.parse(seen[0]?.body.toString() ?? "")).toMatchObject({ urls: [expect.stringContaining(pathname)] });
});

test("a service that is down is an error, not an empty answer", async () => {
  status = 503;
  await expect(store.read(key)).rejects.toThrow("HTTP 503");
  await expect(store.write(key, Buffer.from("x"))).rejects.toThrow("HTTP 503");
});
