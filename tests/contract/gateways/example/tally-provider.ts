import { randomUUID } from "node:crypto";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { serve } from "@hono/node-server";
import { type Context, Hono } from "hono";
import { HTTPException } from "hono/http-exception";
import { z } from "zod";
import type { FaultEffect } from "@/local/sandbox/faults";
import type { Disturbed } from "@/tests/contract/gateways/stand";

type Movement = { id: string; cents: number; at: string };
type Bill = {
  id: string;
  code: string;
  state: "open" | "paid" | "ended" | "lapsed";
  cents: number;
  currency: string;
  page: string;
  made_at: string;
  ends_at: string;
  paid_at: string | null;
  returns: Movement[];
  contests: (Movement & { state: "open" | "won" | "lost"; answer_by: string })[];
};
type Merchant = { id: string; key: string; bills: Bill[]; answers: Map<string, Bill> };

export type TallyProvider = {
  apiBase: string;
  merchants: { id: string; key: string }[];
  /** What people do: the shopper pays, the merchant uses the dashboard, the bank asks the money back. */
  bill(id: string): { pay(): void; lapse(): void; giveBack(cents: number | null): void; contest(): void; win(): void };
  disturb(operation: Disturbed, effect: FaultEffect): void;
  close(): Promise<void>;
};

const pageSize = 10;
const newBill = z.object({ code: z.string().min(1), cents: z.int().min(1), currency: z.literal("USD"), ends_at: z.iso.datetime() });

/** "Tally", a payment provider of a hundred lines, in memory: keys, idempotent bills, returns in parts, contests, lists, faults. */
export async function startTally(names: readonly string[]): Promise<TallyProvider> {
  const merchants: Merchant[] = names.map((id) => ({ id, key: `key_${randomUUID()}`, bills: [], answers: new Map() }));
  const faults = new Map<Disturbed, FaultEffect>();
  const app = routesOf(merchants, faults);
  const server = serve({ fetch: app.fetch, port: 0, hostname: "127.0.0.1" }) as Server;
  await new Promise<void>((resolve) => server.once("listening", () => resolve()));
  return {
    apiBase: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    merchants,
    bill: (id) => handsOn(merchants.flatMap(({ bills }) => bills).find((bill) => bill.id === id)),
    disturb: (operation, effect) => void faults.set(operation, effect),
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function routesOf(merchants: readonly Merchant[], faults: Map<Disturbed, FaultEffect>): Hono {
  const app = new Hono();
  const own = (c: Context): Merchant => {
    const merchant = merchants.find(({ key }) => key === c.req.header("x-key"));
    if (!merchant) throw new HTTPException(401);
    return merchant;
  };
  const billOf = (c: Context): Bill => {
    const bill = own(c).bills.find(({ id }) => id === c.req.param("id"));
    if (!bill) throw new HTTPException(404);
    return bill;
  };
  /** Runs a call as its fault wants it: refused, failed before or after, late, or told in a word that nobody knows. */
  const struck = async (c: Context, operation: Disturbed, run: () => Bill | Promise<Bill>): Promise<Response> => {
    const fault = faults.get(operation);
    faults.delete(operation);
    if (fault?.kind === "refuse" || fault?.kind === "fail_before") throw new HTTPException(fault.status as 400);
    const bill = await run();
    if (fault?.kind === "fail_after") throw new HTTPException(fault.status as 500);
    if (fault?.kind === "timeout_after") await pause(fault.ms, null, { ref: false });
    return c.json(fault?.kind === "unknown_status" ? { ...bill, state: fault.status } : bill);
  };

  app.get("/me", (c) => c.json({ id: own(c).id }));
  app.get("/bills", (c) => c.json(pageOf(own(c), c.req.query())));
  app.get("/bills/:id", (c) => struck(c, "find", () => billOf(c)));
  app.post("/bills", (c) =>
    struck(c, "charge", async () => {
      const asked = newBill.safeParse(await c.req.json());
      if (!asked.success) throw new HTTPException(422);
      return once(own(c), c, () => open(own(c), asked.data));
    }),
  );
  app.post("/bills/:id/end", (c) => struck(c, "cancel", () => end(billOf(c), "ended")));
  app.post("/bills/:id/returns", (c) =>
    struck(c, "refund", async () => {
      const { cents } = z.object({ cents: z.int().min(1) }).parse(await c.req.json());
      return once(own(c), c, () => giveBack(billOf(c), cents));
    }),
  );
  return app;
}

/** The same key again answers what it answered, and does nothing. */
function once(merchant: Merchant, c: Context, run: () => Bill): Bill {
  const key = c.req.header("idempotency-key") ?? randomUUID();
  const bill = merchant.answers.get(key) ?? run();
  merchant.answers.set(key, bill);
  return bill;
}

function open(merchant: Merchant, { code, cents, currency, ends_at }: z.output<typeof newBill>): Bill {
  const id = `bill_${randomUUID()}`;
  const fresh = { state: "open" as const, made_at: new Date().toISOString(), paid_at: null, returns: [], contests: [] };
  const bill: Bill = { id, code, cents, currency, ends_at, page: `https://pay.tally.test/${id}`, ...fresh };
  merchant.bills.unshift(bill);
  return bill;
}

function end(bill: Bill, state: "ended" | "lapsed"): Bill {
  if (bill.state !== "open") throw new HTTPException(422);
  return Object.assign(bill, { state });
}

function giveBack(bill: Bill, cents: number): Bill {
  const left = bill.returns.reduce((sum, back) => sum - back.cents, bill.cents);
  if (bill.state !== "paid" || cents > left) throw new HTTPException(422);
  bill.returns.push({ id: `ret_${randomUUID()}`, cents, at: new Date().toISOString() });
  return bill;
}

function pageOf({ bills }: Merchant, { code, since, page = "1" }: Record<string, string>): { bills: Bill[]; next: string | null } {
  const wanted = bills.filter((bill) => (code ? bill.code === code : bill.made_at >= (since ?? "")));
  const from = (Number(page) - 1) * pageSize;
  return { bills: wanted.slice(from, from + pageSize), next: wanted.length > from + pageSize ? String(Number(page) + 1) : null };
}

function handsOn(bill: Bill | undefined): ReturnType<TallyProvider["bill"]> {
  if (!bill) throw new Error("no such bill");
  const now = new Date();
  return {
    pay: () => void Object.assign(bill, { state: "paid", paid_at: now.toISOString() }),
    lapse: () => void end(bill, "lapsed"),
    giveBack: (cents) => void giveBack(bill, cents ?? bill.returns.reduce((left, back) => left - back.cents, bill.cents)),
    contest: () => {
      const answer_by = new Date(now.getTime() + 7 * 86_400_000).toISOString();
      bill.contests.push({ id: `con_${randomUUID()}`, cents: bill.cents, at: now.toISOString(), state: "open", answer_by });
    },
    win: () => {
      for (const contest of bill.contests) contest.state = "won";
    },
  };
}
