import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, test } from "vitest";
import { fetchRemote, isPublicAddress } from "./fetch-remote";

let server: Server | undefined;

afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

/** Serves on this machine, and gives the address. */
async function serve(listener: RequestListener): Promise<string> {
  const listening = createServer(listener);
  server = listening;
  await new Promise<void>((resolve) => listening.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(listening.address() as AddressInfo).port}`;
}

const fromHere = { maxBytes: 1000, timeoutMs: 1000, isAllowed: (address: string) => address === "127.0.0.1" };

describe("addresses that a merchant may send us to", () => {
  test.each(["8.8.8.8", "2606:4700:4700::1111", "151.101.1.69"])("%s is on the open internet", (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });

  test.each([
    "127.0.0.1",
    "10.1.2.3",
    "172.16.0.1",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "0.0.0.0",
    "255.255.255.255",
    "224.0.0.1",
    "192.0.2.1",
    "::1",
    "::",
    "fe80::1",
    "fd00::1",
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.1",
    "64:ff9b::7f00:1",
    "2002:7f00:1::",
    "localhost",
    "",
  ])("%j is not", (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });
});

describe("what is refused without a connection", () => {
  test.each([
    ["http://127.0.0.1:1/a.png", "forbidden_address"],
    ["http://[::1]:1/a.png", "forbidden_address"],
    ["http://2130706433/a.png", "forbidden_address"],
    ["http://0x7f.1/a.png", "forbidden_address"],
    ["http://localhost:1/a.png", "forbidden_address"],
    ["http://169.254.169.254/latest/meta-data", "forbidden_address"],
    ["file:///etc/passwd", "bad_url"],
    ["ftp://example.com/a.png", "bad_url"],
    ["http://user:secret@example.com/a.png", "bad_url"],
    ["//example.com/a.png", "bad_url"],
    ["not a url", "bad_url"],
    [`https://example.com/${"a".repeat(2000)}`, "bad_url"],
  ])("%s: %s", async (url, code) => {
    expect(await fetchRemote(url, { maxBytes: 1000 })).toEqual({ ok: false, code });
  });
});

describe("fetching", () => {
  test("gives the bytes", async () => {
    const base = await serve((_request, response) => response.end("picture"));
    expect(await fetchRemote(`${base}/a.png`, fromHere)).toEqual({ ok: true, value: Buffer.from("picture") });
  });

  test("follows up to three redirects, and not a fourth", async () => {
    const base = await serve((request, response) => {
      const left = Number(request.url?.slice(1));
      if (left === 0) response.end("there");
      else response.writeHead(302, { location: `/${left - 1}` }).end("moved");
    });
    expect(await fetchRemote(`${base}/3`, fromHere)).toMatchObject({ ok: true });
    expect(await fetchRemote(`${base}/4`, fromHere)).toEqual({ ok: false, code: "too_many_redirects" });
  });

  test("checks the place that a redirect leads to", async () => {
    const base = await serve((_request, response) => response.writeHead(301, { location: "http://127.0.0.2:1/secret" }).end());
    expect(await fetchRemote(base, fromHere)).toEqual({ ok: false, code: "forbidden_address" });
  });

  test("does not follow to another protocol", async () => {
    const base = await serve((_request, response) => response.writeHead(301, { location: "file:///etc/passwd" }).end());
    expect(await fetchRemote(base, fromHere)).toEqual({ ok: false, code: "bad_url" });
  });

  test.each([
    [404, "image_missing"],
    [410, "image_missing"],
    [403, "refused"],
    [500, "server_error"],
    [204, "refused"],
  ])("HTTP %i is %s", async (status, code) => {
    const base = await serve((_request, response) => response.writeHead(status).end("x".repeat(status === 204 ? 0 : 5000)));
    expect(await fetchRemote(base, fromHere)).toEqual({ ok: false, code });
  });

  test("stops at the size limit, whatever the length header says", async () => {
    const base = await serve((_request, response) => {
      response.writeHead(200, { "transfer-encoding": "chunked" });
      for (let part = 0; part < 10; part++) response.write("x".repeat(500));
      response.end();
    });
    expect(await fetchRemote(base, fromHere)).toEqual({ ok: false, code: "image_too_big" });
  });

  test("gives up on a server that drips", async () => {
    const base = await serve((_request, response) => {
      response.writeHead(200);
      response.write("x");
    });
    expect(await fetchRemote(base, { ...fromHere, timeoutMs: 200 })).toEqual({ ok: false, code: "timed_out" });
  });

  test("a port where nobody listens, and a name that does not exist, are unreachable", async () => {
    const base = await serve(() => undefined);
    await new Promise((resolve) => server?.close(resolve));
    expect(await fetchRemote(base, fromHere)).toEqual({ ok: false, code: "unreachable" });
    expect(await fetchRemote("http://does-not-exist.invalid/a.png", fromHere)).toEqual({ ok: false, code: "unreachable" });
  });
});
