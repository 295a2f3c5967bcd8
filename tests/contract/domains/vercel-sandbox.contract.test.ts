import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { paths, type RunningVercel, startVercel } from "@/tests/contract/domains/running-vercel";

let vercel: RunningVercel;
beforeAll(async () => {
  vercel = await startVercel();
});
afterAll(() => vercel.close());

const add = (name: string, rest: Record<string, unknown> = {}) => vercel.call("post", paths.add, { body: { name, ...rest } });
const read = (domain: string) => vercel.call("get", paths.one, { domain });
const codeOf = ({ status, body }: { status: number; body: Record<string, unknown> }) => [status, (body.error as { code: string }).code];

describe("domains of a project", () => {
  it("is verified at once when nobody else uses the name, and knows its apex by the public-suffix list", async () => {
    const { body } = await add("www.lua-ceramica.com.br");

    expect(body).toMatchObject({ name: "www.lua-ceramica.com.br", apexName: "lua-ceramica.com.br", projectId: "prj_1", verified: true });
    expect(body.verification).toBeUndefined();
    expect((await read("www.lua-ceramica.com.br")).body).toEqual(body);
  });

  it("says in one word whether a name is on this project or on another", async () => {
    await add("duplo.com");
    await vercel.call("post", paths.add, { project: "prj_2", body: { name: "alheio.com" } });

    expect(codeOf(await add("duplo.com"))).toEqual([400, "domain_already_in_use"]);
    expect(codeOf(await add("alheio.com"))).toEqual([409, "domain_already_in_use"]);
    expect(codeOf(await read("alheio.com"))).toEqual([404, "not_found"]);
  });

  it("gives a name to one of ten who add it at once", async () => {
    const answers = await Promise.all(Array.from({ length: 10 }, () => add("corrida.com")));

    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  });

  it.each([
    [{ name: "no dots" }, "invalid_domain"],
    [{ name: "203.0.113.9" }, "invalid_domain"],
    [{ name: "com.br" }, "invalid_domain"],
    [{}, "bad_request"],
    [{ name: "a.com", redirect: "b.com", gitBranch: "main" }, "bad_request"],
    [{ name: "a.com", redirect: "a.com" }, "bad_request"],
    [{ name: "a.com", redirect: "not-on-the-project.com" }, "bad_request"],
    [{ name: "a.com", redirectStatusCode: 200 }, "bad_request"],
  ])("refuses %j", async (body, code) => {
    expect(codeOf(await vercel.call("post", paths.add, { body }))).toEqual([400, code]);
  });

  it("redirects one name to another until told to stop", async () => {
    await add("principal.com");
    const led = await add("www.principal.com", { redirect: "principal.com", redirectStatusCode: 308 });
    const patch = (body: object) => vercel.call("patch", paths.one, { domain: "www.principal.com", body });

    expect(led.body).toMatchObject({ redirect: "principal.com", redirectStatusCode: 308 });
    expect((await patch({ redirect: null })).body).toMatchObject({ redirect: null, redirectStatusCode: null });
    expect((await patch({ redirect: "principal.com" })).body).toMatchObject({ redirectStatusCode: 307 });
  });

  it("lets go of a name that others lead to only together with them", async () => {
    await add("casa.com");
    await add("www.casa.com", { redirect: "casa.com" });

    expect(codeOf(await vercel.call("delete", paths.one, { domain: "casa.com", body: {} }))).toEqual([409, "conflict"]);
    expect((await vercel.call("delete", paths.one, { domain: "casa.com", body: { removeRedirects: true } })).body).toEqual({});
    expect(await vercel.names()).not.toContain("www.casa.com");
    expect(codeOf(await vercel.call("delete", paths.one, { domain: "casa.com" }))).toEqual([404, "not_found"]);
  });

  it("lists page by page, each name once", async () => {
    for (const n of [1, 2, 3]) await vercel.call("post", paths.add, { project: "prj_2", body: { name: `pagina-${n}.com` } });
    const seen: string[] = [];
    for (let until: string | undefined, pages = 0; pages < 10; pages++) {
      const query = { teamId: "team_1", limit: "1", ...(until ? { until } : {}) };
      const { body } = await vercel.call("get", paths.list, { project: "prj_2", query });
      seen.push(...(body.domains as { name: string }[]).map(({ name }) => name));
      const { next } = body.pagination as { next: number | null };
      if (next === null) break;
      until = String(next);
    }

    expect(seen.filter((name) => name.startsWith("pagina-"))).toEqual(["pagina-3.com", "pagina-2.com", "pagina-1.com"]);
  });

  it("knows after a restart what it knew before", async () => {
    await add("fica.com");
    await vercel.restart();

    expect((await read("fica.com")).status).toBe(200);
  });
});

describe("a name that another account uses", () => {
  it("must be proven by a TXT record, and the three ways to fail are told apart", async () => {
    await vercel.holdElsewhere("disputa.com");
    const { body } = await add("www.disputa.com");
    const [wanted] = body.verification as { type: string; domain: string; value: string; reason: string }[];
    const verify = () => vercel.call("post", paths.verify, { domain: "www.disputa.com" });
    const setTxt = (TXT: string[]) => vercel.setRecords({ host: "_vercel.disputa.com", TXT });

    expect(body.verified).toBe(false);
    expect(wanted).toMatchObject({ type: "TXT", domain: "_vercel.disputa.com", reason: "pending_domain_verification" });
    expect(wanted?.value).toMatch(/^vc-domain-verify=www\.disputa\.com,[0-9a-f]{20}$/);
    expect(codeOf(await verify())).toEqual([400, "missing_txt_record"]);
    await setTxt(["vc-domain-verify=www.disputa.com,0123456789abcdef0123"]);
    expect(codeOf(await verify())).toEqual([400, "existing_project_domain"]);
    await setTxt(["v=spf1 -all", wanted?.value ?? ""]);
    expect((await verify()).body).toMatchObject({ verified: true });
    expect((await read("www.disputa.com")).body.verification).toBeUndefined();
  });

  it("is forbidden where the other account does not yield", async () => {
    await vercel.holdElsewhere("fechado.com", false);

    expect(codeOf(await add("fechado.com"))).toEqual([403, "forbidden"]);
  });
});

describe("what DNS shows", () => {
  const config = async (domain: string) =>
    (await vercel.call("get", paths.config, { domain, query: { teamId: "team_1", projectIdOrName: "prj_1" } })).body;

  it("recommends records by rank, for names that were not added too", async () => {
    const found = await config("ainda-nao.com");

    expect(found).toMatchObject({ configuredBy: null, misconfigured: true, acceptedChallenges: [] });
    expect((found.recommendedIPv4 as { rank: number }[]).map(({ rank }) => rank).toSorted()).toEqual([1, 2]);
  });

  it("accepts any recommended record, and none beside a stranger's", async () => {
    await vercel.setRecords({ host: "certo.com", A: ["76.76.21.21"] });
    await vercel.setRecords({ host: "misto.com", A: ["76.76.21.21", "203.0.113.9"] });
    await vercel.setRecords({ host: "www.certo.com", CNAME: ["cname.vercel-dns-0.com"] });
    await vercel.setRecords({ host: "nuvem.com", A: ["203.0.113.9"], isProxied: true });

    expect(await config("certo.com")).toMatchObject({ configuredBy: "A", misconfigured: false, acceptedChallenges: ["http-01"] });
    expect(await config("misto.com")).toMatchObject({ configuredBy: null, misconfigured: true });
    expect(await config("www.certo.com")).toMatchObject({ configuredBy: "CNAME", misconfigured: false });
    expect(await config("nuvem.com")).toMatchObject({ configuredBy: "http", misconfigured: false });
  });
});

describe("who may ask", () => {
  it.each([
    ["with another token", { token: "wrong" }, [403, "forbidden"]],
    ["without the team", { query: {} }, [404, "not_found"]],
    ["for another team", { query: { teamId: "team_2" } }, [403, "forbidden"]],
    ["for a project that is not there", { project: "prj_9" }, [404, "not_found"]],
  ])("is refused %s", async (_how, rest, refused) => {
    expect(codeOf(await vercel.call("get", paths.list, rest))).toEqual(refused);
  });

  it("need send no content type where there is no body", async () => {
    await add("sem-corpo.com");
    const url = `${vercel.options.apiBase}/v9/projects/prj_1/domains/sem-corpo.com?teamId=team_1`;
    const answer = await fetch(url, { method: "DELETE", headers: { authorization: `Bearer ${vercel.project.token}` } });

    expect([answer.status, await answer.json()]).toEqual([200, {}]);
  });

  it("is told in the vendor's words that a path is not there", async () => {
    const answer = await fetch(`${vercel.options.apiBase}/v1/nowhere`, { headers: { authorization: `Bearer ${vercel.project.token}` } });

    expect([answer.status, await answer.json()]).toMatchObject([404, { error: { code: "not_found" } }]);
  });

  it("may name the team by its slug and the project by its name", async () => {
    expect((await vercel.call("get", paths.list, { project: "stores", query: { slug: "aurora-team" } })).status).toBe(200);
  });
});

describe("its own page", () => {
  const post = (path: string, form: Record<string, string>, origin = new URL(vercel.options.apiBase).origin) =>
    fetch(`${vercel.options.apiBase}${path}`, { method: "POST", body: new URLSearchParams(form), redirect: "manual", headers: { origin } });

  it("shows a domain and sets the record that it waits for", async () => {
    await add("www.pagina.com");
    const answer = await post("/console/point", { host: "www.pagina.com", project: "prj_1" });
    const page = await (await fetch(`${vercel.options.apiBase}/`)).text();

    expect(answer.status).toBe(303);
    expect(page).toMatch(/www\.pagina\.com[\s\S]*by CNAME/);
  });

  it("does not let another site press its buttons", async () => {
    expect((await post("/console/point", { host: "x.com", project: "prj_1" }, "https://evil.example")).status).toBe(403);
  });
});
