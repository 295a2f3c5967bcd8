import { createServer } from "node:http";

/** What is answered to everything. The body travels as base64. */
export type Canned = { headers: Record<string, string | string[]>; body: string };

/** The least that Node can do: one answer, kept in memory. Runs in a process of its own, like the application that it is compared to. */
process.once("message", (canned: Canned) => {
  const body = Buffer.from(canned.body, "base64");
  const server = createServer((_request, response) => {
    response.writeHead(200, canned.headers);
    response.end(body);
  });
  server.listen(0, "127.0.0.1", () => {
    const address = server.address();
    process.send?.(typeof address === "object" && address ? address.port : 0);
  });
});
process.once("disconnect", () => process.exit());
