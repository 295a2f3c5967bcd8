import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

export type TestPlatform = {
  /** What stands before the platform answers with, in its place; null lets requests through. */
  door: { status: number | null };
  close(): Promise<void>;
};

/** One route of the platform behind a port, and the application told that the platform is there. Call it before anything reads the environment. */
export async function startPlatform(answer: (request: Request, path: string) => Promise<Response>): Promise<TestPlatform> {
  const door: TestPlatform["door"] = { status: null };
  const server = createServer(async (incoming, outgoing) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk);
    if (door.status !== null) return outgoing.writeHead(door.status).end();
    const { method = "GET", url = "/", headers } = incoming;
    const init = { method, headers: { authorization: headers.authorization ?? "" }, body: Buffer.concat(chunks) };
    const response = await answer(new Request(new URL(url, "http://platform.test"), init), url);
    return outgoing.writeHead(response.status).end(await response.text());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  process.env.PLATFORM_URL = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    door,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
