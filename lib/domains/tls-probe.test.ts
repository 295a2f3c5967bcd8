import { readFileSync } from "node:fs";
import { type AddressInfo, createServer as createTcpServer, type Server, type Socket } from "node:net";
import path from "node:path";
import { createServer as createTlsServer } from "node:tls";
import { afterEach, describe, expect, it } from "vitest";
import { probeTls, type TlsVerdict } from "./tls-probe";

const pem = readFileSync(path.resolve(import.meta.dirname, "../../tests/fixtures/other.example.pem"));
const callers = new Set<Socket>();
let server: Server | undefined;

afterEach(async () => {
  for (const caller of callers) caller.destroy();
  const closing = server;
  server = undefined;
  if (closing) await new Promise<void>((resolve) => closing.close(() => resolve()));
});

async function probe(host: string, listening: Server, timeoutMs = 10_000): Promise<TlsVerdict> {
  server = listening;
  listening.on("connection", (socket) => callers.add(socket));
  await new Promise<void>((resolve) => listening.listen(0, "127.0.0.1", resolve));
  const { port } = listening.address() as AddressInfo;
  return probeTls({ host, address: "127.0.0.1", port, timeoutMs });
}

describe("a look at a host's certificate", () => {
  it("names those for whom it is, when it is for somebody else", async () => {
    expect(await probe("loja.com.br", createTlsServer({ key: pem, cert: pem }))).toEqual({
      kind: "problem",
      problem: "wrong_certificate",
      names: ["other.example", "www.other.example"],
    });
  });

  it("finds one that nobody vouches for", async () => {
    expect(await probe("other.example", createTlsServer({ key: pem, cert: pem }))).toMatchObject({ problem: "certificate_untrusted" });
  });

  it("waits where there is none for the name yet", async () => {
    expect(await probe("loja.com.br", createTlsServer({}))).toMatchObject({ problem: "certificate_pending" });
  });

  it("gives up on somebody who says nothing", async () => {
    const silent = createTcpServer((socket) => socket.on("error", () => undefined));
    expect(await probe("loja.com.br", silent, 300)).toMatchObject({ problem: "tls_unreachable" });
  });

  it("finds nobody there", async () => {
    expect(await probeTls({ host: "loja.com.br", address: "127.0.0.1", port: 9, timeoutMs: 5000 })).toMatchObject({
      problem: "tls_unreachable",
    });
  });
});
