import { type MediaKey, pathOfKey } from "./keys";
import type { MediaStore } from "./port";

export type BlobOptions = {
  token: string;
  /** Where the API answers; Vercel's own when unset. */
  apiBase?: string;
  /** Where public files are read; the store's own host when unset. */
  readBase?: string;
};

const apiVersion = "12";
const timeoutMs = 20_000;
const yearSeconds = 31_536_000;

/**
 * Pictures in Vercel Blob, over the REST API that its SDK speaks (`@vercel/blob` 2.8: PUT /?pathname=, POST /delete). Public
 * files are read at `https://{store}.public.blob.vercel-storage.com/{pathname}`; the store's id is the fourth part of the token.
 */
export function blobStore({ token, apiBase = "https://vercel.com/api/blob", readBase }: BlobOptions): MediaStore {
  const base = readBase ?? `https://${token.split("_")[3]?.toLowerCase() ?? ""}.public.blob.vercel-storage.com`;
  const addressOf = (key: MediaKey) => `${base}/${pathOfKey(key)}`;
  const headers = { authorization: `Bearer ${token}`, "x-api-version": apiVersion };
  return {
    async write(key, bytes) {
      const response = await fetch(`${apiBase}/?${new URLSearchParams({ pathname: pathOfKey(key) })}`, {
        method: "PUT",
        body: new Uint8Array(bytes),
        headers: { ...headers, ...publicFile },
        signal: AbortSignal.timeout(timeoutMs),
      });
      await requireOk(response, "write");
    },
    async read(key) {
      const response = await fetch(addressOf(key), { signal: AbortSignal.timeout(timeoutMs), cache: "no-store" });
      if (response.status === 404) return null;
      await requireOk(response, "read");
      return Buffer.from(await response.arrayBuffer());
    },
    async remove(keys) {
      if (keys.length === 0) return;
      const response = await fetch(`${apiBase}/delete`, {
        method: "POST",
        body: JSON.stringify({ urls: keys.map(addressOf) }),
        headers: { ...headers, "content-type": "application/json" },
        signal: AbortSignal.timeout(timeoutMs),
      });
      await requireOk(response, "remove");
    },
  };
}

const publicFile = {
  "x-vercel-blob-access": "public",
  "x-content-type": "image/webp",
  "x-add-random-suffix": "0",
  "x-allow-overwrite": "1",
  "x-cache-control-max-age": String(yearSeconds),
};

async function requireOk(response: Response, act: string): Promise<void> {
  if (response.ok) return;
  const detail = (await response.text()).slice(0, 200);
  throw new Error(`Vercel Blob did not ${act} a picture: HTTP ${response.status} ${detail}`);
}
