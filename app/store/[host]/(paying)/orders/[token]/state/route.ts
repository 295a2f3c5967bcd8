import { after } from "next/server";
import { flushOutbox } from "@/lib/events/flush";
import { findOrderByToken } from "@/lib/orders/queries";
import { pageStateOf } from "@/lib/orders/standing";
import { findPayment } from "@/lib/payments/queries";
import { refreshAttempt } from "@/lib/payments/refresh";
import { requireShopperContext } from "@/lib/stores/shopper-action";

/**
 * What the order page shows, as one word: the page asks while a payment is open, and asking looks at the gateway now and then.
 * 404 for a secret that opens nothing here.
 */
export async function GET(_request: Request, { params }: { params: Promise<{ token: string }> }): Promise<Response> {
  const { store } = await requireShopperContext();
  const { token } = await params;
  const before = await read(store.id, token);
  if (!before) return new Response(null, { status: 404 });
  const asked = await refreshAttempt(store.id, before.payment?.attempts.at(-1));
  if (asked) after(flushOutbox);
  const now = asked ? await read(store.id, token) : before;
  const latest = now?.payment?.attempts.at(-1) ?? null;
  const state = now ? pageStateOf(now.order, latest) : "checking";
  return Response.json({ state, attempt: latest?.attemptNo ?? 0 }, { headers: { "Cache-Control": "no-store" } });
}

type StoreId = Parameters<typeof findOrderByToken>[0];

async function read(storeId: StoreId, token: string) {
  const order = await findOrderByToken(storeId, token);
  return order && { order, payment: await findPayment(storeId, order.id) };
}
