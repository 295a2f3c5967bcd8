import type { QueueContext } from "@/local/queue/context";
import { renderOverview } from "@/local/queue/overview/page";
import { readOverview } from "@/local/queue/overview/read";
import { type QueueApp, type QueueRequest, queryOf } from "@/local/queue/routes/http";
import { isToken } from "@/local/queue/token";

const LOOPBACK_ADDRESS = /^(?:::ffff:)?127\.|^::1$/;
const LOOPBACK_HOST = /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])(?::\d+)?$/i;
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/**
 * Whether the page was asked for on this machine, by this machine's name. The name counts too: another site's page can point
 * a name of its own at 127.0.0.1, and a proxy makes the whole world look local.
 */
function isLocal(c: QueueRequest): boolean {
  const isLocalSocket = LOOPBACK_ADDRESS.test(c.env.incoming.socket.remoteAddress ?? "");
  return isLocalSocket && LOOPBACK_HOST.test(c.env.incoming.headers.host ?? "");
}

/** `GET /`: the overview, for anyone on this machine and for whoever has the token. */
export function overviewRoutes(app: QueueApp, context: QueueContext): void {
  app.get("/", async (c) => {
    if (!isLocal(c) && !isToken(queryOf(c).get("qstash_token"), context.token)) return c.text("Not found", 404);
    c.header("Content-Security-Policy", POLICY);
    c.header("Cache-Control", "no-store");
    return c.html(await renderOverview(await readOverview(context)));
  });
}
