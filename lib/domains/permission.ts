import { log } from "@/lib/log";
import { normaliseHost } from "@/lib/stores/hosts";
import { askTogether } from "./ask-together";
import { readPermittedHosts } from "./permitted-hosts";

/**
 * - `allowed`: a certificate may be had for the name
 * - `refused`: it may not
 * - `not_ready`: the process has not read its list yet, because the database has not answered since it started
 */
export type Permission = "allowed" | "refused" | "not_ready";

/** Reads which hosts may have a certificate: all of them, or those among the given names. */
export type ReadHosts = (among?: readonly string[]) => Promise<readonly string[]>;

export type PermissionList = {
  /** Whether a certificate may be had for a name as a TLS client wrote it. Answers known names from memory. */
  permissionFor(domain: string | null): Promise<Permission>;
  /** Reads the list anew; a failure leaves the present one as it is. Never rejects. */
  refresh(): Promise<void>;
};

const refreshAfterMs = 15_000;
/** How long the first question of all, and one about an unknown name, may wait for the database. */
const patienceMs = 2_000;
/** After the database failed, unknown names are refused without asking it. */
const pauseMs = 5_000;
const mostWaiting = 200;

/**
 * The hosts that may have a certificate, kept in memory. It is read again in the background every fifteen seconds of use, and the
 * last good copy stays while the database is away. A name that is not in it may have been added a moment ago, so the database is
 * asked about it, one query at a time for all such names: made-up ones cannot flood it.
 */
export function openPermissionList(readHosts: ReadHosts, now: () => number = Date.now): PermissionList {
  let hosts: Set<string> | null = null;
  let readAt = 0;
  let failedAt = Number.NEGATIVE_INFINITY;
  let reading: Promise<void> | null = null;
  const ask = askTogether(readHosts, mostWaiting);

  const noteFailure = (error: unknown): void => {
    failedAt = now();
    log.warn({ err: error }, "hosts that may have a certificate could not be read; the last good list stays");
  };
  const isPausing = (): boolean => now() - failedAt < pauseMs;
  const readAll = async (): Promise<void> => {
    readAt = now();
    hosts = new Set(await readHosts());
  };
  const refresh = (): Promise<void> => {
    reading ??= readAll()
      .catch(noteFailure)
      .finally(() => {
        reading = null;
      });
    return reading;
  };
  const isAddedMeanwhile = async (host: string): Promise<boolean> => {
    const asked = isPausing() ? null : ask(host);
    const isThere = asked !== null && (await inTime(asked.catch(noteFailure), undefined)) === true;
    if (isThere) hosts?.add(host);
    return isThere;
  };
  const permissionFor = async (domain: string | null): Promise<Permission> => {
    const host = normaliseHost(domain);
    if (host === null) return "refused";
    if (hosts === null && !isPausing()) await inTime(refresh(), undefined);
    if (hosts === null) return "not_ready";
    if (now() - readAt >= refreshAfterMs) void refresh();
    return hosts.has(host) || (await isAddedMeanwhile(host)) ? "allowed" : "refused";
  };
  return { permissionFor, refresh };
}

/** The value, or the other one when it takes too long. */
async function inTime<Value>(value: Promise<Value>, otherwise: Value): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Value>((resolve) => {
    timer = setTimeout(() => resolve(otherwise), patienceMs);
  });
  return Promise.race([value, late]).finally(() => clearTimeout(timer));
}

const holder = globalThis as typeof globalThis & { vitrinePermissions?: PermissionList };

/** The one list of this process, shared by whatever is bundled apart. Read at boot by instrumentation.ts. */
export function permissions(): PermissionList {
  holder.vitrinePermissions ??= openPermissionList(readPermittedHosts);
  return holder.vitrinePermissions;
}
