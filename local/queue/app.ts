import type { HttpBindings } from "@hono/node-server";
import { Hono, type MiddlewareHandler } from "hono";
import { bodyLimit } from "hono/body-limit";
import type { QueueContext } from "@/local/queue/context";
import { deadLetterRoutes } from "@/local/queue/routes/dead-letters";
import { eventRoutes } from "@/local/queue/routes/events";
import { flowControlRoutes } from "@/local/queue/routes/flow-control";
import { type QueueApp, queryOf, rawTarget, refused } from "@/local/queue/routes/http";
import { keyRoutes } from "@/local/queue/routes/keys";
import { messageRoutes } from "@/local/queue/routes/messages";
import { overviewRoutes } from "@/local/queue/routes/overview";
import { publishRoutes } from "@/local/queue/routes/publish";
import { queueRoutes } from "@/local/queue/routes/queues";
import { scheduleRoutes } from "@/local/queue/routes/schedules";
import { urlGroupRoutes } from "@/local/queue/routes/url-groups";
import { isToken } from "@/local/queue/token";

const BEARER = /^Bearer\s+(.+)$/i;

function authenticated(token: string): MiddlewareHandler<{ Bindings: HttpBindings }> {
  return async (c, next) => {
    const given = BEARER.exec(c.req.header("authorization") ?? "")?.[1] ?? queryOf(c).get("qstash_token");
    if (!isToken(given, token)) return c.json({ error: "unable to authenticate: invalid token" }, 401);
    return next();
  };
}

const PUBLISHING = /^POST \/v2\/(?:publish|enqueue|schedules)\//;

/** No name, id or filter holds NUL, which the database cannot look for. A destination may: it stays encoded, as it was sent. */
const withoutNul: MiddlewareHandler<{ Bindings: HttpBindings }> = async (c, next) => {
  const target = rawTarget(c);
  if (target.includes("%00") && !PUBLISHING.test(`${c.req.method} ${target}`)) return refused(c, "invalid_text");
  return next();
};

/** The HTTP interface: QStash's REST v2 under `/v2`, the overview page on `/`, a health check on `/health`. */
export function createApp(context: QueueContext): QueueApp {
  const app: QueueApp = new Hono<{ Bindings: HttpBindings }>();
  app.onError((error, c) => {
    console.error("queue: a request failed:", error);
    return c.json({ error: "internal server error" }, 500);
  });
  app.notFound((c) => c.json({ error: "not found" }, 404));
  app.get("/health", (c) => c.json({ status: "ok" }));
  overviewRoutes(app, context);

  app.use("/v2/*", authenticated(context.token));
  app.use(
    "/v2/*",
    bodyLimit({ maxSize: context.largestRequestBytes, onError: (c) => c.json({ error: "request body is too large" }, 413) }),
  );
  app.use("/v2/*", withoutNul);
  for (const routes of [publishRoutes, messageRoutes, scheduleRoutes, queueRoutes, urlGroupRoutes]) routes(app, context);
  for (const routes of [deadLetterRoutes, eventRoutes, flowControlRoutes, keyRoutes]) routes(app, context);
  return app;
}
