import type { Client } from "@upstash/qstash";

/** A client that remembers which of its calls were made, as `part.call`: `client.publish`, `queue.enqueue`, `dlq.retry`. */
export type RecordedClient = { client: Client; called: Set<string> };

function recorded<Part extends object>(part: Part, name: string, called: Set<string>): Part {
  return new Proxy(part, {
    get(target, property) {
      const value: unknown = Reflect.get(target, property, target);
      if (typeof value === "function") {
        return (...given: unknown[]): unknown => {
          called.add(`${name}.${String(property)}`);
          const answer: unknown = Reflect.apply(value, target, given);
          return isPart(answer) ? recorded(answer, String(property), called) : answer;
        };
      }
      return isPart(value) ? recorded(value, String(property), called) : value;
    },
  });
}

/** Another part of the client, such as `client.dlq`, or what `client.queue()` returns. */
function isPart(value: unknown): value is object {
  return typeof value === "object" && value !== null && "http" in value;
}

/** Wraps the vendor's client. */
export function record(client: Client): RecordedClient {
  const called = new Set<string>();
  return { client: recorded(client, "client", called), called };
}

function membersOf(part: object): { methods: string[]; getters: string[] } {
  const members = Object.entries(Object.getOwnPropertyDescriptors(Object.getPrototypeOf(part))).filter(([name]) => name !== "constructor");
  return {
    methods: members.filter(([, { value }]) => typeof value === "function").map(([name]) => name),
    getters: members.filter(([, { get }]) => get !== undefined).map(([name]) => name),
  };
}

/** Every call that the client has, its parts' included, as {@link record} names them. */
export function callsOf(client: Client): string[] {
  const { methods, getters } = membersOf(client);
  const parts = getters.map((name): [string, unknown] => [name, Reflect.get(client, name)]);
  const queue: [string, unknown] = ["queue", client.queue({ queueName: "any" })];
  const ofParts = [...parts, queue].flatMap(([name, part]) =>
    typeof part === "object" && part !== null ? membersOf(part).methods.map((method) => `${name}.${method}`) : [],
  );
  return [...methods.map((method) => `client.${method}`), ...ofParts];
}
