import type { Translate } from "@/lib/i18n/translator";
import type { DnsRecord } from "./port";
import type { DomainView, HostView } from "./queries";
import { isSeen, readable, shortName } from "./words";

/** One record as a merchant copies it into a provider's form. */
export type RecordLine = {
  type: DnsRecord["type"];
  /** What the form wants: the part before the registrable name. */
  name: string;
  /** The whole name, for forms that want that. */
  fullName: string;
  value: string;
  isSeen: boolean;
};

/** What a group of records is for, and the ways to reach it: any one of them is enough. */
export type RecordGroup = { purpose: "proof" | "points" | "release"; host: string; ways: RecordLine[][] };

/** Everything to set for a domain: the proof first, then what leads each host here, then what frees it elsewhere. */
export function recordsOf(domain: DomainView): RecordGroup[] {
  const line = (record: DnsRecord, { seen }: HostView): RecordLine => ({
    type: record.type,
    name: shortName(record.name, domain.apex),
    fullName: record.name,
    value: record.value,
    isSeen: isSeen(record, seen),
  });
  const [first] = domain.hosts;
  if (!first) return [];
  const proof: RecordGroup = { purpose: "proof", host: domain.readable, ways: [[line(domain.proof, first)]] };
  const points = domain.hosts.map((host): RecordGroup => {
    const ways = [...host.ways].sort((one, other) => one.rank - other.rank).slice(0, 2);
    return { purpose: "points", host: host.readable, ways: ways.map((way) => way.records.map((record) => line(record, host))) };
  });
  const releases = domain.hosts.filter(({ release }) => release.length > 0);
  const release = releases.map((host): RecordGroup => {
    return { purpose: "release", host: host.readable, ways: [host.release.map((record) => line(record, host))] };
  });
  return [proof, ...points.filter(({ ways }) => ways.length > 0), ...release];
}

/** All of it as plain text for whoever runs the DNS: of several ways, the best. `t` speaks `domains.forward`. */
export function forwardText(domain: DomainView, store: string, t: Translate): string {
  const records = recordsOf(domain).flatMap(({ ways }) => ways[0] ?? []);
  const lines = records.map(({ type, fullName, value }) => t("record", { type, name: readable(fullName), value }));
  return [t("intro", { name: domain.readable, store }), ...lines, t("outro")].join("\n\n");
}
