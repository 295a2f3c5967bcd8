import { createServer } from "node:net";

/** True when nothing listens on a port of the loopback address. */
export function isPortFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", () => resolve(false));
    probe.listen({ port, host: "127.0.0.1", exclusive: true }, () => probe.close(() => resolve(true)));
  });
}

/** The first free port from the given one upwards. Throws when the next hundred are all taken. */
export async function findFreePort(from: number): Promise<number> {
  for (let port = from; port < from + 100; port += 1) {
    if (await isPortFree(port)) return port;
  }
  throw new Error(`Ports ${from} to ${from + 99} are all taken.`);
}
