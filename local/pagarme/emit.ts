import { findAccount } from "@/local/pagarme/accounts";
import { type Account, type Charge, type Endpoint, kinds, type Order } from "@/local/pagarme/model";
import { vendorId } from "@/local/pagarme/vendor-id";
import { chargeView, customerView, type Links, orderSummary, orderView, type Wire } from "@/local/pagarme/views";
import { strike } from "@/local/sandbox/faults";
import type { Notice } from "@/local/sandbox/notice-rows";
import type { Notices } from "@/local/sandbox/notices";
import type { RecordSession, Records } from "@/local/sandbox/records";

/** What one unit of work happens in: a transaction, the account it belongs to, the sandbox's time. */
export type Context = { session: RecordSession; account: Account; now: Date; links: Links; notices: Notices };

/** Records a notice of `type` for every address of the account that listens to it, in the transaction of the change. */
export async function emit(context: Context, type: string, data: Wire): Promise<void> {
  const endpoints = await context.session.in(context.account.id).list(kinds.endpoint);
  for (const endpoint of endpoints.filter((one) => listens(one, type))) {
    const eventId = vendorId("hook");
    const { id, name } = context.account;
    // The vendor writes this one time without a zone; it is UTC.
    const createdAt = context.now.toISOString().slice(0, 19);
    const body = JSON.stringify({
      id: eventId,
      account: { id, name },
      type,
      created_at: createdAt,
      data: await disturbed(context, type, data),
    });
    await context.notices.enqueue(context.session, { eventId, topic: type, audience: endpoint.id, url: endpoint.url, body });
  }
}

export async function emitOrder(context: Context, type: string, { order, charges }: { order: Order; charges: Charge[] }): Promise<void> {
  await emit(context, type, orderView(order, charges, context.links));
}

export async function emitCharge(context: Context, type: string, { order, charge }: { order: Order; charge: Charge }): Promise<void> {
  await emit(context, type, { ...chargeView(charge, context.links), order: orderSummary(order), customer: customerView(charge.customer) });
}

/** Basic credentials of the address a notice goes to; wrong ones when a fault asked for a forged notice. */
export async function noticeHeaders(records: Records, notice: Notice): Promise<Record<string, string>> {
  const found = await records.locate<Endpoint>(kinds.endpoint, notice.audience);
  const user = found?.value.user ?? "";
  const password = found?.value.password ?? "";
  if (user === "" && password === "" && !notice.forged) return {};

  const secret = notice.forged ? `${password}-forged` : password;
  return { authorization: `Basic ${Buffer.from(`${user}:${secret}`).toString("base64")}` };
}

/** The account's name as the notice needs it is read anew: it may have been renamed since. */
export async function contextFor(base: Omit<Context, "account">, accountId: string): Promise<Context> {
  const account = await findAccount(base.session, accountId);
  if (!account) throw new Error(`no account ${accountId}`);
  return { ...base, account };
}

/** A status word or an amount in a notice alone: the object itself, when asked for, tells the truth. */
async function disturbed(context: Context, type: string, data: Wire): Promise<Wire> {
  const struck = await strike(context.session, type, ["unknown_status", "wrong_amount"]);
  return {
    ...data,
    ...(struck.unknown_status ? { status: struck.unknown_status.status } : {}),
    ...(struck.wrong_amount ? { amount: struck.wrong_amount.amount, paid_amount: struck.wrong_amount.amount } : {}),
  };
}

function listens(endpoint: Endpoint, type: string): boolean {
  return endpoint.events.some((event) => event === "*" || event === type);
}
