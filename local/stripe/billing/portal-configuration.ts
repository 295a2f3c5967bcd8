import { newId } from "@/local/stripe/ids";
import { type PortalConfiguration, portalConfigurations } from "@/local/stripe/stored";
import type { Work } from "@/local/stripe/work";

/** The configuration used when a session names none; made at the first use. */
export async function defaultConfiguration(work: Work): Promise<PortalConfiguration> {
  const found = await work.shelf.findBy(portalConfigurations, { is_default: true });
  if (found) return found;

  const configuration: PortalConfiguration = { ...newConfiguration(work, newId("bpc")), is_default: true };
  await work.shelf.put(portalConfigurations, configuration.id, configuration);
  return configuration;
}

export function newConfiguration(work: Work, id: string): PortalConfiguration {
  return {
    id,
    object: "billing_portal.configuration",
    active: true,
    application: null,
    business_profile: { headline: null, privacy_policy_url: null, terms_of_service_url: null },
    created: work.now,
    default_return_url: null,
    features: {
      customer_update: { allowed_updates: [], enabled: false },
      invoice_history: { enabled: true },
      payment_method_update: { enabled: true, payment_method_configuration: null },
      subscription_cancel: {
        cancellation_reason: { enabled: false, feedback_options: [], options: [] },
        enabled: true,
        mode: "at_period_end",
        proration_behavior: "none",
      },
      subscription_pause: { duration: { interval_options: [], type: "indefinite" }, enabled: false },
      subscription_update: {
        billing_cycle_anchor: null,
        default_allowed_updates: [],
        enabled: false,
        proration_behavior: "none",
        schedule_at_period_end: { conditions: [] },
        trial_update_behavior: "end_trial",
      },
    },
    is_default: false,
    livemode: false,
    login_page: { enabled: false, url: null },
    metadata: {},
    name: null,
    updated: work.now,
  };
}
