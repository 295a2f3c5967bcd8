import autocannon from "autocannon";
import { Problem } from "@/local/problem";

export type Target = { url: string; host: string };
/** `perSecond` spreads so many requests over all connections; as many as are answered when it is left out. */
export type Load = { connections: number; seconds: number; perSecond?: number };
/** Milliseconds; requests per second over the whole round. */
export type Measured = { requestsPerSecond: number; p50Ms: number; p99Ms: number };

/** Asks for one address as fast as it answers. Throws a {@link Problem} when anything but a 2xx came back: errors are quick. */
export async function measure({ url, host }: Target, { connections, seconds, perSecond }: Load): Promise<Measured> {
  const pace = perSecond ? { overallRate: perSecond } : {};
  const { requests, latency, duration, errors, non2xx } = await autocannon({
    url,
    headers: { host },
    connections,
    duration: seconds,
    ...pace,
  });
  if (errors + non2xx > 0) throw new Problem(`${url} (${host}) failed ${errors} times and refused ${non2xx} times: nothing to compare.`);
  return { requestsPerSecond: Math.round(requests.total / duration), p50Ms: latency.p50, p99Ms: latency.p99 };
}
