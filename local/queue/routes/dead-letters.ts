import { ok, type Result } from "@/lib/core/result";
import type { QueueContext } from "@/local/queue/context";
import { inTransaction } from "@/local/queue/database";
import {
  type DeadLetterPage,
  deleteDeadLetters,
  findDeadLetter,
  listDeadLetters,
  type Override,
  retryDeadLetters,
} from "@/local/queue/dead-letters";
import { type Filters, readFilters } from "@/local/queue/filters";
import { countOf, done, headersOf, missing, type QueueApp, type QueueRequest, queryOf, refused } from "@/local/queue/routes/http";
import { parseDeadLetterId } from "@/local/queue/rules/ids";
import { parseSettings, type SettingsFault } from "@/local/queue/rules/settings";
import { toWireDeadLetter } from "@/local/queue/wire";

const MOST_LISTED = 100;

type Chosen = { filters: Filters; page: DeadLetterPage };

function readChosen(c: QueueRequest): Result<Chosen, "invalid_date" | "invalid_cursor"> {
  const query = queryOf(c);
  const filters = readFilters(query, "deadLetter");
  if (!filters.ok) return filters;
  const cursor = query.get("cursor");
  const after = cursor ? parseDeadLetterId(cursor) : null;
  if (cursor && !after) return { ok: false, code: "invalid_cursor" };
  return ok({ filters: filters.value, page: { after, count: countOf(query, MOST_LISTED) } });
}

function readOverride(c: QueueRequest): Result<Override, SettingsFault> {
  const headers = headersOf(c);
  const settings = parseSettings(headers);
  return settings.ok ? ok({ headers, settings: settings.value }) : settings;
}

function onlyOne(dlqId: string): Chosen {
  return { filters: [{ sql: "message.dlq_id = ?", value: dlqId }], page: { after: null, count: 1 } };
}

function retryRoutes(app: QueueApp, context: QueueContext): void {
  app.post("/v2/dlq/retry", async (c) => {
    const chosen = readChosen(c);
    if (!chosen.ok) return refused(c, chosen.code);
    const override = readOverride(c);
    if (!override.ok) return refused(c, override.code);
    const { messageIds, cursor } = await inTransaction(context.pool, (tx) =>
      retryDeadLetters(tx, context, { ...chosen.value, override: override.value }),
    );
    return c.json({ responses: messageIds.map((messageId) => ({ messageId })), ...(cursor ? { cursor } : {}) }, 201);
  });

  app.post("/v2/dlq/retry/:dlqId", async (c) => {
    const override = readOverride(c);
    if (!override.ok) return refused(c, override.code);
    const chosen = onlyOne(c.req.param("dlqId"));
    const { messageIds } = await inTransaction(context.pool, (tx) =>
      retryDeadLetters(tx, context, { ...chosen, override: override.value }),
    );
    const [messageId] = messageIds;
    return messageId ? c.json({ messageId }, 201) : missing(c, "dlq message");
  });
}

/** `/v2/dlq`: list, look at, delete and retry dead letters. */
export function deadLetterRoutes(app: QueueApp, context: QueueContext): void {
  retryRoutes(app, context);

  app.get("/v2/dlq", async (c) => {
    const chosen = readChosen(c);
    if (!chosen.ok) return refused(c, chosen.code);
    const { rows, cursor } = await listDeadLetters(context.pool, chosen.value.filters, chosen.value.page);
    return c.json({ messages: rows.map(toWireDeadLetter), ...(cursor ? { cursor } : {}) });
  });

  app.delete("/v2/dlq", async (c) => {
    const chosen = readChosen(c);
    if (!chosen.ok) return refused(c, chosen.code);
    return c.json(await inTransaction(context.pool, (tx) => deleteDeadLetters(tx, chosen.value.filters, chosen.value.page)));
  });

  app.get("/v2/dlq/:dlqId", async (c) => {
    const row = await findDeadLetter(context.pool, c.req.param("dlqId"));
    return row ? c.json(toWireDeadLetter(row)) : missing(c, "dlq message");
  });

  app.delete("/v2/dlq/:dlqId", async (c) => {
    const { filters, page } = onlyOne(c.req.param("dlqId"));
    const { deleted } = await inTransaction(context.pool, (tx) => deleteDeadLetters(tx, filters, page));
    return deleted > 0 ? done(c) : missing(c, "dlq message");
  });
}
