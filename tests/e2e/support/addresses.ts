import http from "node:http";

const platform = new URL(process.env.BASE_URL ?? "http://localhost:3000");
const storesDomain = process.env.STORES_DOMAIN ?? "localhost";

/** Where the stand-ins of outside services answer: the payment pages, the inbox. */
export const localUrl = process.env.LOCAL_URL ?? "http://localhost:4400";

/** The address of a path on the platform. */
export function platformUrl(path: string): string {
  return new URL(path, platform).href;
}

/** The address of a path of a store. */
export function storeUrl(slug: string, path = "/"): string {
  return `${platform.protocol}//${storeHost(slug)}${path}`;
}

/** A store's host with the port that it is reached by. */
export function storeHost(slug: string): string {
  return `${slug}.${storesDomain}${platform.port ? `:${platform.port}` : ""}`;
}

export type Answer = { status: number; headers: http.IncomingHttpHeaders; body: string };

/** Asks for an address without a browser, whatever its host is called: names under `localhost` are not known to every resolver. */
export function ask(address: string, headers: Record<string, string> = {}): Promise<Answer> {
  const url = new URL(address);
  const options = {
    host: platform.hostname,
    port: platform.port || 80,
    path: `${url.pathname}${url.search}`,
    headers: { host: url.host, ...headers },
  };
  return new Promise((resolve, reject) => {
    const request = http.get(options, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("end", () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks).toString() }),
      );
    });
    request.on("error", reject);
  });
}
