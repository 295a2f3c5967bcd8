import { newId } from "@/local/stripe/ids";
import { type BalanceTransaction, balanceTransactions } from "@/local/stripe/stored";
import type { Work } from "@/local/stripe/work";

export type BalanceEntry = {
  type: "charge" | "refund" | "refund_failure" | "adjustment";
  /** Minor units; negative when money leaves the account. */
  amount: number;
  currency: string;
  /** The charge, refund or dispute that moved the money. */
  source: string;
};

const DAY_SECONDS = 86_400;

/** Writes money into or out of the account and answers the transaction's id. Charges cost 2.9 % and 30 cents. */
export async function addBalance(work: Work, entry: BalanceEntry): Promise<string> {
  const fee = entry.type === "charge" ? Math.round(entry.amount * 0.029) + 30 : 0;
  const transaction: BalanceTransaction = {
    id: newId("txn"),
    object: "balance_transaction",
    amount: entry.amount,
    available_on: work.now + 2 * DAY_SECONDS,
    balance_type: "payments",
    created: work.now,
    currency: entry.currency,
    description: null,
    exchange_rate: null,
    fee,
    fee_details: fee
      ? [{ amount: fee, application: null, currency: entry.currency, description: "Processing fees", type: "stripe_fee" }]
      : [],
    net: entry.amount - fee,
    reporting_category: entry.type === "adjustment" ? "dispute" : entry.type,
    source: entry.source,
    status: "pending",
    type: entry.type,
  };
  await work.shelf.put(balanceTransactions, transaction.id, transaction);
  return transaction.id;
}

type Funds = { amount: number; currency: string; source_types: { card: number } };

/** What the account holds: available once `available_on` has passed. */
export async function readBalance(work: Work): Promise<object> {
  const transactions = await work.shelf.list(balanceTransactions, { limit: 1000 });
  const isAvailable = (transaction: BalanceTransaction): boolean => transaction.available_on <= work.now;
  return {
    object: "balance",
    available: sums(transactions.filter(isAvailable)),
    livemode: false,
    pending: sums(transactions.filter((transaction) => !isAvailable(transaction))),
  };
}

function sums(transactions: readonly BalanceTransaction[]): Funds[] {
  const netByCurrency = new Map<string, number>();
  for (const { currency, net } of transactions) netByCurrency.set(currency, (netByCurrency.get(currency) ?? 0) + net);
  return [...netByCurrency].map(([currency, amount]) => ({ amount, currency, source_types: { card: amount } }));
}
