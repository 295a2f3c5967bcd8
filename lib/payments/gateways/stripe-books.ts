import { currencySchema } from "@/lib/core/money";
import type { Stripe } from "@/lib/stripe/client";
import type { BooksAnswer, BooksQuestion, ListedPayment } from "./books";

const pageSize = 100;

/** What is paged through, one after the other: charges made since then; then what went back or was contested since, of older ones. */
const stages = ["charges", "refunds", "disputes"] as const;
type Stage = (typeof stages)[number];

type Api = { client: Stripe; stripeAccount: string };

/**
 * A page of the connected account's charges, and after those the older charges that were refunded or contested since then. Charges
 * in a currency that no store sells in are left out: no order here can be theirs.
 */
export async function listStripePayments(api: Api, { since, cursor }: BooksQuestion): Promise<BooksAnswer> {
  const { stage, lastId } = readCursor(cursor);
  const from = Math.floor(since.getTime() / 1000);
  const page = await readPage(api, stage, { limit: pageSize, created: { gte: from }, ...(lastId ? { starting_after: lastId } : {}) });
  const charges = stage === "charges" ? page.charges : page.charges.filter(({ created }) => created < from);
  return { kind: "page", payments: charges.flatMap(toListed), next: nextOf(stage, page) };
}

/** `stage:id`, the id of the last thing seen; none at the start of a stage. */
function readCursor(cursor: string | null): { stage: Stage; lastId: string } {
  const [word, lastId = ""] = (cursor ?? "charges:").split(":");
  const stage = stages.find((known) => known === word);
  if (!stage) throw new Error(`unknown place in the books ${cursor}`);
  return { stage, lastId };
}

type Page = { charges: Stripe.Charge[]; lastId: string | undefined; hasMore: boolean };

function nextOf(stage: Stage, { lastId, hasMore }: Page): string | null {
  if (hasMore && lastId) return `${stage}:${lastId}`;
  const following = stages[stages.indexOf(stage) + 1];
  return following ? `${following}:` : null;
}

type Asked = { limit: number; created: { gte: number }; starting_after?: string };

async function readPage({ client, stripeAccount }: Api, stage: Stage, asked: Asked): Promise<Page> {
  if (stage === "charges") {
    const { data, has_more: hasMore } = await client.charges.list(asked, { stripeAccount });
    return { charges: data, lastId: data.at(-1)?.id, hasMore };
  }
  const withCharge = { ...asked, expand: ["data.charge"] };
  const { data, has_more: hasMore } = await (stage === "refunds"
    ? client.refunds.list(withCharge, { stripeAccount })
    : client.disputes.list(withCharge, { stripeAccount }));
  const charges = new Map(data.flatMap(({ charge }) => (charge && typeof charge !== "string" ? [[charge.id, charge]] : [])));
  return { charges: [...charges.values()], lastId: data.at(-1)?.id, hasMore };
}

/** An authorisation that was released looks refunded; no money had moved (https://docs.stripe.com/refunds#cancel-payment). */
function toListed(charge: Stripe.Charge): ListedPayment[] {
  const currency = currencySchema.safeParse(charge.currency.toUpperCase());
  if (!currency.success) return [];
  const intent = typeof charge.payment_intent === "string" ? charge.payment_intent : (charge.payment_intent?.id ?? null);
  const capturedCents = charge.status === "succeeded" ? charge.amount_captured : 0;
  return [
    {
      gatewayRef: intent ?? charge.id,
      otherRefs: [charge.id],
      reference: charge.metadata.reference ?? null,
      currency: currency.data,
      capturedCents,
      refundedCents: capturedCents > 0 ? charge.amount_refunded : 0,
      isDisputed: charge.disputed,
      createdAt: new Date(charge.created * 1000),
    },
  ];
}
