import { type Context, Hono } from "hono";
import { ApiError } from "@/local/stripe/errors";
import { answerCall } from "@/local/stripe/http/pipeline";
import { routes } from "@/local/stripe/http/routes";
import { newId } from "@/local/stripe/ids";
import type { Sandbox } from "@/local/stripe/sandbox";

/** The vendor's API under `/v1`. Whatever is not known answers in the vendor's error shape, never plainly. */
export function apiRoutes(sandbox: Sandbox): Hono {
  const app = new Hono();
  app.use("/v1/*", async (c, next) => {
    const startedAt = Date.now();
    await next();
    sandbox.requests.add({
      at: new Date(startedAt).toISOString(),
      method: c.req.method,
      path: c.req.path,
      scope: c.req.header("stripe-account") ?? "",
      status: c.res.status,
      durationMs: Date.now() - startedAt,
    });
  });
  for (const route of routes) {
    app.on(route.verb, route.path.replace("{id}", ":id"), (c) =>
      answerCall(sandbox, route, c).catch((error: unknown) => failure(error, c)),
    );
  }
  app.all("/v1/*", (c) => {
    const message = `Unrecognized request URL (${c.req.method}: ${c.req.path}). If you are trying to list objects, remove the trailing slash.`;
    return c.json({ error: { type: "invalid_request_error", message } }, 404);
  });
  return app;
}

function failure(error: unknown, c: Context): Response {
  const requestId = newId("req");
  if (error instanceof ApiError)
    return Response.json({ error: error.body }, { status: error.status, headers: { "request-id": requestId } });

  console.error(`stripe sandbox: ${c.req.method} ${c.req.path}`, error);
  const message = error instanceof Error ? error.message : String(error);
  return Response.json(
    { error: { type: "api_error", message: `The sandbox failed: ${message}` } },
    { status: 500, headers: { "request-id": requestId } },
  );
}
