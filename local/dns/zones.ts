import type dnsPacket from "dns-packet";

export const recordKinds = ["A", "AAAA", "CNAME", "TXT", "NS", "CAA", "MX"] as const;
export type RecordKind = (typeof recordKinds)[number];
export interface ZoneRecord {
  name: string;
  type: RecordKind;
  value: string;
}

/** How a name and everything below it fails. */
export type Fault =
  /** No answer at all. */
  | "silent"
  /** SERVFAIL, whatever is asked. */
  | "failing"
  /** SERVFAIL unless the question says that signatures are not to be checked. */
  | "bad_signature"
  /** NXDOMAIN: nobody has registered it, or not paid for it. */
  | "unregistered";

/** What a resolver on loopback knows. A name without records exists and is empty, unless a fault says otherwise. */
export class Zones {
  private records: ZoneRecord[] = [];
  private readonly faults = new Map<string, Fault>();

  set(...records: ZoneRecord[]): this {
    this.records.push(...records.map((record) => ({ ...record, name: record.name.toLowerCase() })));
    return this;
  }

  /** Takes away all records of a name, or those of one type. */
  clear(name: string, type?: RecordKind): this {
    this.records = this.records.filter((record) => record.name !== name.toLowerCase() || (type !== undefined && record.type !== type));
    return this;
  }

  fail(name: string, fault: Fault | null): this {
    if (fault) this.faults.set(name.toLowerCase(), fault);
    else this.faults.delete(name.toLowerCase());
    return this;
  }

  faultOf(name: string): Fault | null {
    for (const [above, fault] of this.faults) if (name === above || name.endsWith(`.${above}`)) return fault;
    return null;
  }

  find(name: string, type: string): ZoneRecord[] {
    return this.records.filter((record) => record.name === name && record.type === type);
  }

  list(): readonly ZoneRecord[] {
    return this.records;
  }
}

export type Found = { code: "answered" | "failed" | "no_name" | "silent"; answers: dnsPacket.Answer[] };

/** What the zones say to a question; an alias is followed, as resolvers do. */
export function answersFor(zones: Zones, { name, type, isChecking }: { name: string; type: string; isChecking: boolean }): Found {
  const fault = zones.faultOf(name);
  if (fault === "silent") return { code: "silent", answers: [] };
  if (fault === "unregistered") return { code: "no_name", answers: [] };
  if (fault === "failing" || (fault === "bad_signature" && isChecking)) return { code: "failed", answers: [] };
  return { code: "answered", answers: follow(zones, name, type).map(toAnswer) };
}

function follow(zones: Zones, name: string, type: string, depth = 0): ZoneRecord[] {
  const direct = zones.find(name, type);
  const [alias] = zones.find(name, "CNAME");
  if (direct.length > 0 || !alias || depth > 8) return direct;
  return [alias, ...follow(zones, alias.value, type, depth + 1)];
}

const ttl = 1;

function toAnswer({ name, type, value }: ZoneRecord): dnsPacket.Answer {
  switch (type) {
    case "TXT":
      return { name, type, ttl, data: value };
    case "CAA":
      return { name, type, ttl, data: { flags: 0, tag: "issue", value, issuerCritical: false } };
    case "MX":
      return { name, type, ttl, data: { preference: 10, exchange: value } };
    default:
      return { name, type, ttl, data: value };
  }
}
