import { Resolver } from "node:dns/promises";
import type { Answer } from "./facts";

const timeoutMs = 2000;
const tries = 2;

type RecordType = "A" | "AAAA" | "CNAME" | "NS" | "TXT" | "CAA";

/** One resolver to ask, `address` or `address:port`. It is asked afresh each time: nothing is cached here. */
export class DnsResolver {
  private readonly resolver = new Resolver({ timeout: timeoutMs, tries });

  constructor(readonly address: string) {
    this.resolver.setServers([address]);
  }

  /** What it says of a name. A TXT of several strings is joined; CAA gives the issuers of `issue` (an empty text: nobody). */
  async ask(name: string, type: RecordType): Promise<Answer> {
    try {
      const values = await this.read(name, type);
      return values.length > 0 ? { kind: "values", values: [...new Set(values)].sort() } : { kind: "none" };
    } catch (error) {
      return answerOf(error);
    }
  }

  private async read(name: string, type: RecordType): Promise<string[]> {
    switch (type) {
      case "A":
        return this.resolver.resolve4(name);
      case "AAAA":
        return this.resolver.resolve6(name);
      case "CNAME":
        return (await this.resolver.resolveCname(name)).map((value) => value.toLowerCase().replace(/\.$/, ""));
      case "NS":
        return (await this.resolver.resolveNs(name)).map((value) => value.toLowerCase().replace(/\.$/, ""));
      case "TXT":
        return (await this.resolver.resolveTxt(name)).map((parts) => parts.join(""));
      case "CAA":
        return (await this.resolver.resolveCaa(name)).flatMap(({ issue }) => (issue === undefined ? [] : [issuerOf(issue)]));
    }
  }
}

/** `letsencrypt.org; validationmethods=dns-01` names letsencrypt.org. */
function issuerOf(value: string): string {
  return (value.split(";")[0] ?? "").trim().toLowerCase();
}

/** Node's words for what c-ares met (https://nodejs.org/api/dns.html#error-codes). */
function answerOf(error: unknown): Answer {
  const code = error instanceof Error && "code" in error ? error.code : null;
  if (code === "ENODATA") return { kind: "none" };
  if (code === "ENOTFOUND") return { kind: "no_name" };
  if (code === "ESERVFAIL") return { kind: "failed" };
  return { kind: "silent" };
}
