import { randomBytes } from "node:crypto";
import { z } from "zod";
import { kind } from "@/local/sandbox/records";
import { API_VERSION } from "@/local/stripe/emit";
import { emptyableMetadata, emptyableText, expand, flag, mergeMetadata, page, text } from "@/local/stripe/form";
import { listPage, listRoute, retrieveRoute } from "@/local/stripe/http/listing";
import { type Route, route } from "@/local/stripe/http/route";
import { newId } from "@/local/stripe/ids";
import { events, type WebhookEndpoint, webhookEndpoints } from "@/local/stripe/stored";
import { need, needLocked, type Work } from "@/local/stripe/work";

const createParams = z.strictObject({
  ...expand,
  api_version: text.optional(),
  connect: flag.optional(),
  description: emptyableText.optional(),
  enabled_events: z.array(text).min(1),
  metadata: emptyableMetadata.optional(),
  url: z.url(),
});
const updateParams = z.strictObject({
  ...expand,
  description: emptyableText.optional(),
  disabled: flag.optional(),
  enabled_events: z.array(text).min(1).optional(),
  metadata: emptyableMetadata.optional(),
  url: z.url().optional(),
});
const listEvents = z.strictObject({
  ...page,
  delivery_success: flag.optional(),
  type: text.optional(),
  types: z.array(text).max(20).optional(),
});

/** The signing secret is shown once, when the endpoint is created. */
export const endpointSecrets = kind<{ id: string; secret: string }>("webhook_secret");

/** The vendor marks connect endpoints with the platform's application. */
const CONNECT_APPLICATION = "ca_sandbox";

export const webhookRoutes: Route[] = [
  route({ at: "GET /v1/events", params: listEvents, run: list }),
  retrieveRoute("/v1/events", events),
  listRoute("/v1/webhook_endpoints", webhookEndpoints),
  retrieveRoute("/v1/webhook_endpoints", webhookEndpoints),
  route({ at: "POST /v1/webhook_endpoints", params: createParams, run: create }),
  route({ at: "POST /v1/webhook_endpoints/{id}", params: updateParams, run: update }),
  route({ at: "DELETE /v1/webhook_endpoints/{id}", params: z.strictObject({}), run: remove }),
];

async function list(
  work: Work,
  { type, types, delivery_success: _delivered, expand: _expand, ...asked }: z.output<typeof listEvents>,
): Promise<object> {
  if (!types) return listPage(work, events, { ...asked, where: { type }, url: "/v1/events" });

  const found = await Promise.all(types.map((name) => listPage(work, events, { ...asked, where: { type: name }, url: "/v1/events" })));
  const data = found.flatMap((one) => one.data).toSorted((left, right) => right.created - left.created);
  return {
    object: "list",
    data: data.slice(0, asked.limit ?? 10),
    has_more: data.length > (asked.limit ?? 10) || found.some((one) => one.has_more),
    url: "/v1/events",
  };
}

async function create(work: Work, params: z.output<typeof createParams>): Promise<WebhookEndpoint> {
  const secret = `whsec_${randomBytes(24).toString("base64url")}`;
  const endpoint: WebhookEndpoint = {
    id: newId("we"),
    object: "webhook_endpoint",
    api_version: params.api_version ?? API_VERSION,
    application: params.connect ? CONNECT_APPLICATION : null,
    created: work.now,
    description: params.description ?? null,
    enabled_events: params.enabled_events,
    livemode: false,
    metadata: mergeMetadata({}, params.metadata),
    status: "enabled",
    url: params.url,
  };
  await work.shelf.put(webhookEndpoints, endpoint.id, endpoint);
  await work.shelf.put(endpointSecrets, endpoint.id, { id: endpoint.id, secret });
  return { ...endpoint, secret };
}

async function update(work: Work, params: z.output<typeof updateParams>, id: string): Promise<WebhookEndpoint> {
  const endpoint = await needLocked(work, webhookEndpoints, id);
  const updated: WebhookEndpoint = {
    ...endpoint,
    description: params.description === undefined ? endpoint.description : params.description,
    enabled_events: params.enabled_events ?? endpoint.enabled_events,
    metadata: mergeMetadata(endpoint.metadata, params.metadata),
    status: params.disabled === undefined ? endpoint.status : params.disabled ? "disabled" : "enabled",
    url: params.url ?? endpoint.url,
  };
  await work.shelf.put(webhookEndpoints, id, updated);
  return updated;
}

async function remove(work: Work, _params: object, id: string): Promise<object> {
  await need(work, webhookEndpoints, id);
  await work.shelf.remove(webhookEndpoints, id);
  await work.shelf.remove(endpointSecrets, id);
  return { id, object: "webhook_endpoint", deleted: true };
}
