import { CONNECT_SECRET, type Harness, SECRET_KEY, startHarness, WEBHOOK_SECRET } from "@/tests/contract/stripe/harness";

/** The Stripe sandbox, and the application pointed at it. Call it before anything reads the environment. */
export async function startStripe(schema: string): Promise<Harness> {
  const harness = await startHarness(schema);
  Object.assign(process.env, {
    STRIPE_API_BASE: harness.url,
    STRIPE_SECRET_KEY: SECRET_KEY,
    STRIPE_WEBHOOK_SECRET: WEBHOOK_SECRET,
    STRIPE_CONNECT_WEBHOOK_SECRET: CONNECT_SECRET,
  });
  return harness;
}
