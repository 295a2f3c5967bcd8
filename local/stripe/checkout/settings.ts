import { kind } from "@/local/sandbox/records";
import type { CreateSession } from "@/local/stripe/checkout/session-params";
import type { ShippingChoice } from "@/local/stripe/checkout/shipping";

export type BuyerDetails = { email: string; name: string };

/** What a session was created with and does not show, kept for the moment it is paid. */
export type SessionSettings = {
  id: string;
  intentData: NonNullable<CreateSession["payment_intent_data"]>;
  subscriptionData: NonNullable<CreateSession["subscription_data"]>;
  coupon: string | null;
  submitMessage: string | null;
  /** The chosen card waits for its holder: subscription mode writes nothing before 3-D Secure is answered. */
  waitingMethodId: string | null;
  waitingDetails: BuyerDetails | null;
  shipping: ShippingChoice[];
};

export const sessionSettings = kind<SessionSettings>("session_settings");
