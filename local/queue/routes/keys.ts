import type { QueueContext } from "@/local/queue/context";
import type { QueueApp } from "@/local/queue/routes/http";

/** `GET /v2/keys` and `POST /v2/keys/rotate`: the signing keys. */
export function keyRoutes(app: QueueApp, context: QueueContext): void {
  app.get("/v2/keys", (c) => c.json(context.keys.keys()));
  app.post("/v2/keys/rotate", async (c) => c.json(await context.keys.rotate()));
}
