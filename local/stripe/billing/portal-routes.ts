import { z } from "zod";
import { defaultConfiguration, newConfiguration } from "@/local/stripe/billing/portal-configuration";
import { invalidRequest } from "@/local/stripe/errors";
import { emptyableText, expand, flag, mergeMetadata, metadata, text } from "@/local/stripe/form";
import { listRoute, retrieveRoute } from "@/local/stripe/http/listing";
import { type Route, route } from "@/local/stripe/http/route";
import { newId } from "@/local/stripe/ids";
import {
  customers,
  type PortalConfiguration,
  type PortalSession,
  portalConfigurations,
  portalSessions,
  subscriptions,
} from "@/local/stripe/stored";
import { need, needLocked, type Work } from "@/local/stripe/work";

const redirect = z.strictObject({
  type: z.enum(["redirect", "portal_homepage", "hosted_confirmation"]),
  redirect: z.strictObject({ return_url: z.url() }).optional(),
});
const flowData = z.strictObject({
  type: z.enum(["payment_method_update", "subscription_cancel"]),
  after_completion: redirect.optional(),
  subscription_cancel: z.strictObject({ subscription: text }).optional(),
});
const sessionParams = z.strictObject({
  ...expand,
  configuration: text.optional(),
  customer: text,
  flow_data: flowData.optional(),
  locale: text.optional(),
  return_url: z.url().optional(),
});

const toggle = z.strictObject({ enabled: flag }).optional();
const features = z.strictObject({
  invoice_history: toggle,
  payment_method_update: toggle,
  subscription_cancel: z.strictObject({ enabled: flag, mode: z.enum(["at_period_end", "immediately"]).optional() }).optional(),
});
const configurationFields = {
  ...expand,
  business_profile: z
    .strictObject({ headline: emptyableText.optional(), privacy_policy_url: text.optional(), terms_of_service_url: text.optional() })
    .optional(),
  default_return_url: emptyableText.optional(),
  metadata: metadata.optional(),
  name: emptyableText.optional(),
};
const createConfiguration = z.strictObject({ ...configurationFields, features });
const updateConfiguration = z.strictObject({ ...configurationFields, features: features.optional(), active: flag.optional() });

export const portalRoutes: Route[] = [
  route({ at: "POST /v1/billing_portal/sessions", params: sessionParams, run: createSession }),
  listRoute("/v1/billing_portal/configurations", portalConfigurations, { active: flag.optional(), is_default: flag.optional() }),
  retrieveRoute("/v1/billing_portal/configurations", portalConfigurations),
  route({
    at: "POST /v1/billing_portal/configurations",
    params: createConfiguration,
    run: (work, params) => configure(work, newConfiguration(work, newId("bpc")), params),
  }),
  route({
    at: "POST /v1/billing_portal/configurations/{id}",
    params: updateConfiguration,
    run: async (work, params, id) => configure(work, await needLocked(work, portalConfigurations, id), params),
  }),
];

async function createSession(work: Work, params: z.output<typeof sessionParams>): Promise<PortalSession> {
  await need(work, customers, params.customer, "customer");
  const configuration = params.configuration
    ? await need(work, portalConfigurations, params.configuration, "configuration")
    : await defaultConfiguration(work);
  const cancelled = params.flow_data?.subscription_cancel?.subscription;
  if (params.flow_data?.type === "subscription_cancel" && !cancelled)
    throw invalidRequest("Missing required param: flow_data[subscription_cancel].", {
      param: "flow_data[subscription_cancel]",
      code: "parameter_missing",
    });
  if (cancelled) await need(work, subscriptions, cancelled, "flow_data[subscription_cancel][subscription]");

  const id = newId("bps");
  const session: PortalSession = {
    id,
    object: "billing_portal.session",
    configuration: configuration.id,
    created: work.now,
    customer: params.customer,
    customer_account: null,
    flow: params.flow_data ? readFlow(params.flow_data) : null,
    livemode: false,
    locale: params.locale ?? null,
    on_behalf_of: null,
    return_url: params.return_url ?? configuration.default_return_url,
    url: `${work.house.publicUrl}/b/portal/${id}`,
  };
  await work.shelf.put(portalSessions, id, session);
  return session;
}

function readFlow(flow: z.output<typeof flowData>): PortalSession["flow"] {
  const after = flow.after_completion;
  const cancelled = flow.subscription_cancel?.subscription;
  return {
    after_completion: { hosted_confirmation: null, redirect: after?.redirect ?? null, type: after?.type ?? "portal_homepage" },
    customer_update: null,
    subscription_cancel: cancelled ? { retention: null, subscription: cancelled } : null,
    subscription_pause: null,
    subscription_update: null,
    subscription_update_confirm: null,
    type: flow.type,
  };
}

async function configure(
  work: Work,
  current: PortalConfiguration,
  params: z.output<typeof updateConfiguration>,
): Promise<PortalConfiguration> {
  const { features: given } = params;
  const configured: PortalConfiguration = {
    ...current,
    active: params.active ?? current.active,
    business_profile: { ...current.business_profile, ...params.business_profile },
    default_return_url: params.default_return_url === undefined ? current.default_return_url : params.default_return_url,
    features: {
      ...current.features,
      invoice_history: { ...current.features.invoice_history, ...given?.invoice_history },
      payment_method_update: { ...current.features.payment_method_update, ...given?.payment_method_update },
      subscription_cancel: { ...current.features.subscription_cancel, ...given?.subscription_cancel },
    },
    metadata: mergeMetadata(current.metadata ?? {}, params.metadata),
    name: params.name === undefined ? current.name : params.name,
    updated: work.now,
  };
  await work.shelf.put(portalConfigurations, configured.id, configured);
  return configured;
}
