import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { vercelHost } from "@/lib/domains/vercel";
import { paths, type RunningVercel, startVercel } from "@/tests/contract/domains/running-vercel";

let vercel: RunningVercel;
beforeAll(async () => {
  vercel = await startVercel();
});
afterAll(() => vercel.close());

const host = (changes: object = {}) => vercelHost({ ...vercel.options, ...changes });
const added = { ok: true, value: { status: "added" } };
const refused = (code: string) => ({ ok: false, code });
const post = "POST /v10/projects/{idOrName}/domains";

describe("adding", () => {
  it("finds the name again when the answer to the first try was lost", async () => {
    await vercel.fault({ operation: post, effect: { kind: "fail_after" } });

    expect(await host().add("perdida.com")).toEqual(refused("unreachable"));
    expect(await host().add("perdida.com")).toEqual(added);
    expect((await vercel.names()).filter((name) => name === "perdida.com")).toHaveLength(1);
  });

  it("is said by everybody who asks at once, and done once", async () => {
    const answers = await Promise.all(Array.from({ length: 5 }, () => host().add("juntos.com")));

    expect(answers).toEqual(Array.from({ length: 5 }, () => added));
    expect((await vercel.names()).filter((name) => name === "juntos.com")).toHaveLength(1);
  });

  it("tells a name on another project of ours from one that is ours already", async () => {
    await vercel.call("post", paths.add, { project: "prj_2", body: { name: "outro-projeto.com" } });

    expect(await host().add("outro-projeto.com")).toEqual(refused("not_allowed"));
  });

  it("shows the TXT record that frees a name of another account, and takes the name once it is set", async () => {
    await vercel.holdElsewhere("disputada.com");
    const outcome = await host().add("www.disputada.com");
    const proof = [{ type: "TXT", name: "_vercel.disputada.com", value: expect.stringMatching(/^vc-domain-verify=www\.disputada\.com,/) }];

    expect(outcome).toEqual({ ok: true, value: { status: "owned_elsewhere", proof } });
    expect(await host().inspect("www.disputada.com")).toMatchObject({ ok: true, value: { proof } });
    expect(await host().verify("www.disputada.com")).toEqual(refused("proof_missing"));

    await vercel.setRecords({ host: "_vercel.disputada.com", TXT: ["vc-domain-verify=www.disputada.com,of-another-project"] });
    expect(await host().verify("www.disputada.com")).toEqual(refused("owned_elsewhere"));

    const value = outcome.ok && outcome.value.status === "owned_elsewhere" ? (outcome.value.proof[0]?.value ?? "") : "";
    await vercel.setRecords({ host: "_vercel.disputada.com", TXT: [value] });
    expect(await host().verify("www.disputada.com")).toMatchObject({ ok: true });
    expect(await host().add("www.disputada.com")).toEqual(added);
  });

  it.each([
    ["invalid_domain", 400, "invalid_name"],
    ["rate_limited", 429, "rate_limited"],
    ["forbidden", 403, "not_allowed"],
    ["payment_required", 402, "not_allowed"],
    ["project_being_transferred", 409, "not_allowed"],
    ["a_word_nobody_knows", 400, "not_allowed"],
  ])("tells %s apart", async (code, status, said) => {
    await vercel.fault({ operation: post, effect: { kind: "refuse", code, status } });

    expect(await host().add(`recusa-${said}-${status}.com`)).toEqual(refused(said));
  });

  it.each([
    ["a wrong token", { token: "wrong" }],
    ["a project that is not there", { projectId: "prj_9" }],
    ["no team", { teamId: null }],
  ])("is our own account's trouble with %s", async (_what, changes) => {
    expect(await host(changes).add("conta.com")).toEqual(refused("not_allowed"));
    expect(await host(changes).remove("conta.com")).toEqual(refused("not_allowed"));
  });
});

describe("what to set", () => {
  it("offers an apex the vendor's addresses and a sub-domain its aliases first, by rank", async () => {
    const ways = async (name: string) => {
      const found = await host().inspect(name);
      return found.ok ? found.value.ways.map(({ records }) => records.map(({ type, value }) => `${type} ${value}`)) : [];
    };

    expect(await ways("lua.com.br")).toEqual([["A 216.198.79.1"], ["A 76.76.21.21"]]);
    expect(await ways("www.lua.com.br")).toEqual([
      [expect.stringMatching(/^CNAME [0-9a-f]{16}\.vercel-dns-017\.com$/)],
      ["CNAME cname.vercel-dns-0.com"],
      ["A 216.198.79.1"],
      ["A 76.76.21.21"],
    ]);
  });

  it("sees a name that points there, and goes on when the vendor uses a new word", async () => {
    await vercel.setRecords({ host: "pronta.com", A: ["216.198.79.1"] });
    await vercel.fault({ operation: "GET /v6/domains/{domain}/config", effect: { kind: "unknown_status", status: "ALIAS" } });

    expect(await host().inspect("pronta.com")).toMatchObject({ ok: true, value: { pointsHere: true } });
    expect(await host().inspect("ainda-nao.com")).toMatchObject({ ok: true, value: { pointsHere: false } });
  });
});

describe("leading and letting go", () => {
  it("makes a redirect permanent", async () => {
    for (const name of ["casa.com", "www.casa.com"]) await host().add(name);
    await host().redirect("www.casa.com", "casa.com");
    const read = async () => (await vercel.call("get", paths.one, { domain: "www.casa.com" })).body;

    expect(await read()).toMatchObject({ redirect: "casa.com", redirectStatusCode: 308 });
    await host().redirect("www.casa.com", null);
    expect(await read()).toMatchObject({ redirect: null });
  });

  it("keeps the names that led to one that is let go", async () => {
    for (const name of ["foi.com", "www.foi.com"]) await host().add(name);
    await host().redirect("www.foi.com", "foi.com");
    await host().remove("foi.com");

    expect(await vercel.names()).toContain("www.foi.com");
    expect(await vercel.names()).not.toContain("foi.com");
  });

  it("says that a redirect of a name which is gone there did not happen", async () => {
    expect((await host().redirect("sumida.com", null)).ok).toBe(false);
  });
});

describe("no answer", () => {
  const silent = async (): Promise<{ server: Server; apiBase: string }> => {
    const server = createServer(() => undefined);
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return { server, apiBase: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
  };

  it("ends every call in time", async () => {
    const { server, apiBase } = await silent();
    const mute = host({ apiBase, timeoutMs: 100 });
    const answers = [mute.add("a.com"), mute.inspect("a.com"), mute.verify("a.com"), mute.redirect("a.com", null), mute.remove("a.com")];

    expect(await Promise.all(answers)).toEqual(answers.map(() => refused("unreachable")));
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  it.each(["fail_before", "timeout_after"] as const)("says that nothing is known after %s", async (kind) => {
    await vercel.fault({ operation: "POST /v9/projects/{idOrName}/domains/{domain}/verify", effect: { kind } });

    expect(await host({ timeoutMs: 1500 }).verify("x.com")).toEqual(refused("unreachable"));
  });
});
