import type { Destination } from "./destination";

type Entry = { destination: Destination; askedAt: number };

export type DestinationTableOptions = {
  /** Finds out; may throw. */
  ask: (host: string) => Promise<Destination>;
  now?: () => number;
  /** How long an answer is used without asking again. */
  freshMs?: number;
  /** How long it is still used while it is asked again in the background. */
  staleMs?: number;
  /** A visitor waits no longer than this for a host that is not known yet. */
  patienceMs?: number;
  maxHosts?: number;
};

const here: Destination = { kind: "here" };

/**
 * What this process knows of hosts, so that deciding about a request costs no question. Whoever cannot be asked about is `here`:
 * the page decides then. The last good answer outlives an outage; made-up hosts push each other out, not the memory.
 */
export class DestinationTable {
  private readonly entries = new Map<string, Entry>();
  private readonly asking = new Map<string, Promise<Destination>>();
  private readonly options: Required<DestinationTableOptions>;

  constructor(options: DestinationTableOptions) {
    this.options = { now: Date.now, freshMs: 3000, staleMs: 10_000, patienceMs: 1500, maxHosts: 5000, ...options };
  }

  async of(host: string): Promise<Destination> {
    const { now, freshMs, staleMs, patienceMs } = this.options;
    const known = this.entries.get(host);
    const age = known ? now() - known.askedAt : Number.POSITIVE_INFINITY;
    if (known && age < freshMs) return known.destination;
    const answer = this.refresh(host, known?.destination ?? here);
    if (known && age < staleMs) return known.destination;
    return Promise.race([answer, pause(patienceMs).then(() => known?.destination ?? here)]);
  }

  private refresh(host: string, fallback: Destination): Promise<Destination> {
    const running = this.asking.get(host);
    if (running) return running;
    const answer = this.options
      .ask(host)
      .catch(() => fallback)
      .then((destination) => this.keep(host, destination))
      .finally(() => this.asking.delete(host));
    this.asking.set(host, answer);
    return answer;
  }

  private keep(host: string, destination: Destination): Destination {
    this.entries.delete(host);
    this.entries.set(host, { destination, askedAt: this.options.now() });
    const [oldest] = this.entries.keys();
    if (this.entries.size > this.options.maxHosts && oldest !== undefined) this.entries.delete(oldest);
    return destination;
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms).unref();
  });
}
