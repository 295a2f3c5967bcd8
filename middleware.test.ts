import { NextRequest, type NextResponse } from "next/server";
import { afterEach, describe, expect, it, vi } from "vitest";

type Ask = { headers?: Record<string, string>; trustProxy?: boolean };

/** What the middleware answers to a request for this address; the host goes in as a header, as a browser sends it. */
async function ask(address: string, { headers = {}, trustProxy = false }: Ask = {}): Promise<NextResponse> {
  vi.resetModules();
  vi.stubEnv("TRUST_PROXY", trustProxy ? "1" : "0");
  vi.stubGlobal("fetch", async (url: URL) => Response.json(destinations[url.searchParams.get("host") ?? ""] ?? { kind: "here" }));
  const { middleware } = await import("./middleware");
  const url = new URL(address);
  return middleware(new NextRequest(url, { headers: { host: url.host, ...headers } }));
}

/** What the application says of hosts when the middleware asks it. */
let destinations: Record<string, object> = {};

/** The path that is rendered: the rewrite's, or null when the request goes on as it is. */
function rendered(response: NextResponse): string | null {
  const target = response.headers.get("x-middleware-rewrite");
  return target ? new URL(target).pathname : null;
}

const policyOf = (response: NextResponse) => response.headers.get("content-security-policy") ?? "";
const nonceOf = (response: NextResponse) => /'nonce-([\da-f]+)'/.exec(policyOf(response))?.[1];

afterEach(() => {
  destinations = {};
  vi.unstubAllEnvs();
  vi.unstubAllGlobals();
});

describe("a request on a store's host", () => {
  it.each([
    ["/", "/store/aurora.localhost"],
    ["/products/tee", "/store/aurora.localhost/products/tee"],
    ["/admin", "/store/aurora.localhost/admin"],
    ["/operator/stores", "/store/aurora.localhost/operator/stores"],
    ["/login", "/store/aurora.localhost/login"],
    ["/api/auth/session", "/store/aurora.localhost/api/auth/session"],
    ["/api/events/sweep", "/store/aurora.localhost/api/events/sweep"],
    ["/store/harbor.localhost", "/store/aurora.localhost/store/harbor.localhost"],
  ])("for %s sees the store's own pages alone", async (path, target) => {
    expect(rendered(await ask(`http://aurora.localhost:3000${path}`))).toBe(target);
  });

  it("is the same store however the host is written", async () => {
    for (const host of ["AURORA.localhost:3000", "aurora.localhost.", "aurora.localhost:80"]) {
      expect(rendered(await ask("http://aurora.localhost/cart", { headers: { host } }))).toBe("/store/aurora.localhost/cart");
    }
  });

  it("keeps its query", async () => {
    const response = await ask("http://aurora.localhost:3000/search?q=caf%C3%A9&page=2");
    expect(response.headers.get("x-middleware-rewrite")).toContain("?q=caf%C3%A9&page=2");
  });
});

describe("a request on the platform's host", () => {
  it.each(["/store", "/store/aurora.localhost", "/store/aurora.localhost/products/tee"])("for %s finds nothing", async (path) => {
    expect(rendered(await ask(`http://localhost:3000${path}`))).toBe("/missing");
  });

  it.each([
    [{ "accept-language": "pt-BR" }, "/pt-BR/pricing"],
    [{ "accept-language": "de" }, "/en/pricing"],
    [{ cookie: "locale=pt-BR", "accept-language": "en" }, "/pt-BR/pricing"],
    [{ cookie: "locale=../admin", "accept-language": "en" }, "/en/pricing"],
  ])("is answered in the visitor's language: %j", async (headers, target) => {
    expect(rendered(await ask("http://localhost:3000/pricing", { headers }))).toBe(target);
  });

  it.each(["/admin/aurora", "/login", "/api/webhooks/stripe"])("for %s goes on as it is", async (path) => {
    expect(rendered(await ask(`http://localhost:3000${path}`))).toBeNull();
  });
});

describe("a request on the machine's own address", () => {
  it.each(["/api/health", "/api/ready", "/api/events/index-product"])("may ask %s", async (path) => {
    expect((await ask(`http://127.0.0.1:3000${path}`)).status).toBe(200);
  });

  it.each(["/", "/admin", "/login", "/api/auth/session", "/store/aurora.localhost", "/api/events/a/b"])("may not ask %s", async (path) => {
    expect((await ask(`http://127.0.0.1:3000${path}`)).status).toBe(404);
  });
});

describe("a host that another one names", () => {
  const forwarded = { "x-forwarded-host": "harbor.localhost" };

  it("counts only behind a proxy that is trusted", async () => {
    expect(rendered(await ask("http://aurora.localhost/", { headers: forwarded }))).toBe("/store/aurora.localhost");
    expect(rendered(await ask("http://aurora.localhost/", { headers: forwarded, trustProxy: true }))).toBe("/store/harbor.localhost");
  });

  it.each(["a b", "-x.localhost", "a/b"])("is refused as %j", async (host) => {
    const response = await ask("http://aurora.localhost/", { headers: { "x-forwarded-host": host }, trustProxy: true });
    expect(response.status).toBe(400);
  });
});

describe("an address that cannot be read", () => {
  it.each(["/products/%00", "/products/%E0%A4%A", "/%zz", "/products/a%00b", "/search?q=%00", "/admin/aurora%00"])(
    "is refused at the door: %s",
    async (path) => {
      expect((await ask(`http://aurora.localhost:3000${path}`)).status).toBe(400);
      expect((await ask(`http://localhost:3000${path}`)).status).toBe(400);
    },
  );

  it("is another than one with the three characters themselves", async () => {
    expect((await ask("http://aurora.localhost:3000/products/%2500")).status).toBe(200);
  });
});

describe("the content policy", () => {
  it.each([
    "http://localhost:3000/login",
    "http://localhost:3000/admin/aurora",
    "http://aurora.localhost:3000/checkout",
    "http://aurora.localhost:3000/orders/x",
  ])("of %s has a nonce of its own each time, and the page is told it", async (address) => {
    const [one, other] = [await ask(address), await ask(address)];
    expect(nonceOf(one)).toMatch(/^[\da-f]{32}$/);
    expect(nonceOf(one)).not.toBe(nonceOf(other));
    expect(one.headers.get("x-middleware-request-x-nonce")).toBe(nonceOf(one));
  });

  it.each(["http://localhost:3000/", "http://aurora.localhost:3000/", "http://aurora.localhost:3000/products/tee"])(
    "of %s, which is cached for everybody, has none, and takes none from the visitor",
    async (address) => {
      const response = await ask(address, { headers: { "x-nonce": "stolen" } });
      expect(nonceOf(response)).toBeUndefined();
      expect(policyOf(response)).toContain("default-src 'self'");
      expect(response.headers.get("x-middleware-request-x-nonce")).toBeNull();
    },
  );
});

describe("a host whose store is found at another one", () => {
  const moving = () => {
    destinations = { "aurora.localhost": { kind: "moved", to: "loja.com.br" } };
  };

  it("answers 308 with path and query kept, and lets browsers forget it soon", async () => {
    moving();
    const response = await ask("http://aurora.localhost:3000/products/tee?option=M%20%26%20L&utm_source=x");
    expect(response.status).toBe(308);
    expect(response.headers.get("location")).toBe("http://loja.com.br:3000/products/tee?option=M%20%26%20L&utm_source=x");
    expect(response.headers.get("cache-control")).toBe("public, max-age=300");
  });

  it("takes the cart along, because cookies stay behind", async () => {
    moving();
    const response = await ask("http://aurora.localhost:3000/cart?x=1", { headers: { cookie: `cart=${"c".repeat(43)}` } });
    const location = new URL(response.headers.get("location") ?? "");
    expect(location.pathname).toBe("/cart");
    expect(location.searchParams.get("x")).toBe("1");
    expect(location.searchParams.get("carried")).not.toContain("ccc");
    expect(response.headers.get("cache-control")).toBe("no-store");
  });

  it("takes a carried cart in before it shows the page", async () => {
    const response = await ask("http://loja.com.br:3000/cart?x=1&carried=k1.a.b.c");
    const target = new URL(response.headers.get("x-middleware-rewrite") ?? "");
    expect(target.pathname).toBe("/store/loja.com.br/cart/carried");
    expect(target.searchParams.get("to")).toBe("/cart?x=1");
  });

  it("goes on serving what an open page asks for, and forms sent from it", async () => {
    moving();
    const asked = await ask("http://aurora.localhost:3000/orders/abc/state", { headers: { "sec-fetch-mode": "cors" } });
    expect(rendered(asked)).toBe("/store/aurora.localhost/orders/abc/state");
  });

  it("goes on serving when nobody can say where it leads", async () => {
    vi.resetModules();
    vi.stubGlobal("fetch", () => Promise.reject(new Error("down")));
    const { middleware } = await import("./middleware");
    const url = new URL("http://aurora.localhost:3000/cart");
    expect(rendered(await middleware(new NextRequest(url, { headers: { host: url.host } })))).toBe("/store/aurora.localhost/cart");
  });
});

describe("a host that a store has let go", () => {
  it("says so and shows nobody's store", async () => {
    destinations = { "old.com.br": { kind: "gone" } };
    expect(rendered(await ask("http://old.com.br/products/tee"))).toBe("/store/old.com.br/gone");
  });
});

describe("the host that actions compare their Origin with", () => {
  const seen = (response: NextResponse) => response.headers.get("x-middleware-request-x-forwarded-host");

  it("is the one that was asked for, whatever a caller claims", async () => {
    const response = await ask("http://aurora.localhost:3000/cart", { headers: { "x-forwarded-host": "evil.example" } });
    expect(seen(response)).toBe("aurora.localhost:3000");
  });

  it("is the proxy's word behind a trusted proxy", async () => {
    const headers = { "x-forwarded-host": "loja.com.br" };
    expect(seen(await ask("http://127.0.0.1:3000/cart", { headers, trustProxy: true }))).toBe("loja.com.br");
  });
});
