import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { caddyHost } from "@/lib/domains/caddy";
import { localHost } from "@/lib/domains/local";
import type { DomainsHost, Inspection } from "@/lib/domains/port";
import { vercelHost } from "@/lib/domains/vercel";
import { type RunningVercel, startVercel } from "@/tests/contract/domains/running-vercel";

let vercel: RunningVercel;
beforeAll(async () => {
  vercel = await startVercel();
});
afterAll(() => vercel.close());

const adapters: [DomainsHost["name"], () => DomainsHost][] = [
  ["local", localHost],
  ["caddy", caddyHost],
  ["vercel", () => vercelHost(vercel.options)],
];

/** What holds for whatever terminates TLS; a fourth adapter is one more line above. */
describe.each(adapters)("%s", (name, open) => {
  const inspect = async (host: string): Promise<Inspection> => {
    const found = await open().inspect(host);
    if (!found.ok) throw new Error(found.code);
    return found.value;
  };

  it("is called by its name, and names who may sign where it serves certificates", () => {
    const { name: said, tls, issuers } = open();

    expect(said).toBe(name);
    expect(issuers.length > 0).toBe(tls === "handshake");
  });

  it("takes apex and www together, and says the same when asked again", async () => {
    const host = open();

    for (const one of ["aurora-loja.com.br", "www.aurora-loja.com.br", "aurora-loja.com.br"]) {
      expect(await host.add(one)).toEqual({ ok: true, value: { status: "added" } });
    }
  });

  it("says what to set, best first, for names that nobody added too", async () => {
    for (const host of ["nova.com.br", "www.nova.com.br", "loja.nova.com.br"]) {
      const { ways } = await inspect(host);

      expect(ways.map(({ rank }) => rank)).toEqual(ways.map((_way, index) => index + 1));
      expect(ways.length).toBeGreaterThan(0);
      for (const record of ways.flatMap(({ records }) => records)) {
        expect(record.name).toBe(host);
        expect(record.value).not.toMatch(/\.$|^$/);
      }
    }
  });

  it("never asks for a CNAME where none may stand", async () => {
    const { ways } = await inspect("nova.com.br");

    expect(ways.flatMap(({ records }) => records).filter(({ type }) => type === "CNAME")).toEqual([]);
  });

  it("wants no proof for a name that nobody contests", async () => {
    const host = open();
    await host.add("sem-disputa.com");

    expect((await inspect("sem-disputa.com")).proof).toEqual([]);
    expect((await host.verify("sem-disputa.com")).ok).toBe(true);
  });

  it("leads www to the apex, then the apex to www, as often as told", async () => {
    const host = open();
    const [apex, www] = ["troca.com", "www.troca.com"];
    for (const one of [apex, www]) await host.add(one);

    for (const [from, to] of [
      [www, apex],
      [www, apex],
      [www, null],
      [apex, www],
      [apex, www],
    ] as const) {
      expect(await host.redirect(from, to)).toMatchObject({ ok: true });
    }
  });

  it("lets a name go that others lead to, that was let go before, and that was never there", async () => {
    const host = open();
    for (const one of ["sai.com", "www.sai.com"]) await host.add(one);
    await host.redirect("www.sai.com", "sai.com");

    for (const one of ["sai.com", "sai.com", "www.sai.com", "nunca.com"]) expect(await host.remove(one)).toMatchObject({ ok: true });
  });

  it("takes a name again after it was let go", async () => {
    const host = open();
    await host.add("volta.com");
    await host.remove("volta.com");

    expect(await host.add("volta.com")).toEqual({ ok: true, value: { status: "added" } });
  });
});
