import { z } from "zod";
import { createSession } from "@/local/stripe/checkout/create-session";
import { expireSession } from "@/local/stripe/checkout/expire";
import { sessionLineItems } from "@/local/stripe/checkout/line-items";
import { createSessionParams, listSessionParams, updateSessionParams } from "@/local/stripe/checkout/session-params";
import { expand, mergeMetadata, page } from "@/local/stripe/form";
import { listPage, retrieveRoute } from "@/local/stripe/http/listing";
import { type Route, route } from "@/local/stripe/http/route";
import { checkoutSessions } from "@/local/stripe/stored";
import { need, needLocked } from "@/local/stripe/work";

export const sessionRoutes: Route[] = [
  route({
    at: "GET /v1/checkout/sessions",
    params: listSessionParams,
    run: (work, { customer, payment_intent, status, subscription, expand: _expand, ...asked }) =>
      listPage(work, checkoutSessions, {
        ...asked,
        where: { customer, payment_intent, status, subscription },
        url: "/v1/checkout/sessions",
      }),
  }),
  retrieveRoute("/v1/checkout/sessions", checkoutSessions),
  route({ at: "POST /v1/checkout/sessions", params: createSessionParams, run: (work, params) => createSession(work, params) }),
  route({
    at: "POST /v1/checkout/sessions/{id}",
    params: updateSessionParams,
    run: async (work, { metadata }, id) => {
      const session = await needLocked(work, checkoutSessions, id);
      const updated = { ...session, metadata: mergeMetadata(session.metadata ?? {}, metadata) };
      await work.shelf.put(checkoutSessions, id, updated);
      return updated;
    },
  }),
  route({
    at: "POST /v1/checkout/sessions/{id}/expire",
    params: z.strictObject(expand),
    run: (work, _params, id) => expireSession(work, id),
  }),
  route({
    at: "GET /v1/checkout/sessions/{id}/line_items",
    params: z.strictObject(page),
    run: async (work, { limit = 10, starting_after: after }, id) => {
      await need(work, checkoutSessions, id);
      const items = await sessionLineItems(work, id);
      const start = after ? items.findIndex((item) => item.id === after) + 1 : 0;
      return {
        object: "list",
        data: items.slice(start, start + limit),
        has_more: items.length > start + limit,
        url: `/v1/checkout/sessions/${id}/line_items`,
      };
    },
  }),
];
