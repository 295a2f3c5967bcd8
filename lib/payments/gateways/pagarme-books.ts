import { z } from "zod";
import { type BooksAnswer, type BooksQuestion, type ListedPayment, sumsTold } from "./books";
import type { PagarmeCall, PagarmeReply } from "./pagarme-client";
import { type PagarmeOrder, readOrder, readTime } from "./pagarme-order";
import { stateOf } from "./pagarme-state";

type Api = (call: Omit<PagarmeCall, "secretKey">) => Promise<PagarmeReply>;

/** What older accounts take at most. */
const pageSize = 30;

/** A key that is not taken; an address that the merchant's account does not allow. */
const keyRefusals: readonly number[] = [401, 403];

const listShape = z.object({
  data: z.array(z.looseObject({ id: z.string(), code: z.string().nullish(), created_at: z.string().nullish() })),
  paging: z.object({ next: z.string().nullish() }).nullish(),
});

/** A page of the account's orders, each with what its charge captured and gave back. An order listed without its charges is read by itself. */
export async function listPagarmePayments(api: Api, { since, cursor }: BooksQuestion): Promise<BooksAnswer> {
  const page = cursor === null ? 1 : Number(cursor);
  const query = new URLSearchParams({ created_since: since.toISOString(), page: String(page), size: String(pageSize) });
  const reply = await api({ method: "GET", path: `/orders?${query}` });
  if (reply.kind === "unknown") return reply;
  if (reply.kind === "refused") return { kind: keyRefusals.includes(reply.status) ? "refused" : "unknown", detail: `HTTP ${reply.status}` };

  const list = listShape.safeParse(reply.body);
  if (!list.success) return { kind: "unknown", detail: "unreadable list of orders" };
  const payments: ListedPayment[] = [];
  for (const row of list.data.data) {
    const order = readOrder(row) ?? (await readAgain(api, row.id));
    if (!order) return { kind: "unknown", detail: `unreadable order ${row.id}` };
    payments.push(toListed(order, { code: row.code ?? null, createdAt: row.created_at }));
  }
  return { kind: "page", payments, next: list.data.paging?.next ? String(page + 1) : null };
}

async function readAgain(api: Api, id: string): Promise<PagarmeOrder | null> {
  const reply = await api({ method: "GET", path: `/orders/${encodeURIComponent(id)}` });
  return reply.kind === "ok" ? readOrder(reply.body) : null;
}

function toListed(order: PagarmeOrder, { code, createdAt }: { code: string | null; createdAt: string | null | undefined }): ListedPayment {
  const state = stateOf(order);
  return {
    gatewayRef: order.id,
    otherRefs: order.charges.map(({ id }) => id),
    reference: code,
    currency: "BRL",
    ...sumsTold(state),
    isDisputed: state.facts.some(({ kind }) => kind === "disputed"),
    createdAt: readTime(createdAt) ?? readTime(order.charges[0]?.created_at) ?? new Date(0),
  };
}
