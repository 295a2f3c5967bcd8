import { Hono } from "hono";
import { csrf } from "hono/csrf";
import { trimTrailingSlash } from "hono/trailing-slash";
import { type AccountInput, createAccount } from "@/local/pagarme/accounts";
import { effects, ownControls } from "@/local/pagarme/control";
import { runDueCharges } from "@/local/pagarme/due-charges";
import { noticeHeaders } from "@/local/pagarme/emit";
import type { Account } from "@/local/pagarme/model";
import type { House } from "@/local/pagarme/operation";
import { consolePages } from "@/local/pagarme/pages/console";
import { panelPages } from "@/local/pagarme/pages/panel";
import { payerPages } from "@/local/pagarme/pages/payer";
import { chargeRoutes } from "@/local/pagarme/routes/charges";
import { customerRoutes } from "@/local/pagarme/routes/customers";
import { hookRoutes } from "@/local/pagarme/routes/hooks";
import { orderRoutes } from "@/local/pagarme/routes/orders";
import { paperRoutes } from "@/local/pagarme/routes/papers";
import { tokenRoutes } from "@/local/pagarme/routes/tokens";
import { startClock } from "@/local/sandbox/clock";
import { controlRoutes } from "@/local/sandbox/control";
import { startNotices } from "@/local/sandbox/notices";
import { openRecords } from "@/local/sandbox/records";

export type PagarmeSandboxOptions = {
  databaseUrl: string;
  /** Where browsers and the product reach what `app` is mounted as, e.g. `http://localhost:4400/pagarme`. */
  siteBase: string;
  /** Accounts that exist from the start and after every reset. */
  accounts?: readonly AccountInput[];
  /** Postgres schema of the records; several sandboxes may share a database. */
  schema?: string;
  /** Wait before each further delivery of a notice. */
  retryAfterMs?: readonly number[];
};

export type PagarmeSandbox = {
  /** Serves `/core/v5/…`, `/pay`, `/panel`, `/` (console) and `/_sandbox/…`, relative to where it is mounted. */
  app: Hono;
  createAccount(input: AccountInput): Promise<Account>;
  close(): Promise<void>;
};

/** A stand-in for Pagar.me's Core API v5 with durable state, a clock of its own and faults on demand. No money moves. */
export async function createPagarmeSandbox(options: PagarmeSandboxOptions): Promise<PagarmeSandbox> {
  const records = await openRecords(options.databaseUrl, options.schema ?? "pagarme_sandbox");
  const clock = await startClock(records);
  const notices = startNotices({
    records,
    authenticate: (notice) => noticeHeaders(records, notice),
    ...(options.retryAfterMs ? { retryAfterMs: options.retryAfterMs } : {}),
  });
  const links = { siteBase: options.siteBase, apiBase: `${options.siteBase}/core/v5` };
  clock.onDue((nowSeconds) => runDueCharges({ records, links, notices }, nowSeconds));

  const openAccounts = async (): Promise<void> => {
    for (const account of options.accounts ?? []) await createAccount(records, account);
  };
  await openAccounts();

  return {
    app: routes({ records, clock, notices, links }, openAccounts),
    createAccount: (input) => createAccount(records, input),
    close: async () => {
      await clock.stop();
      await notices.stop();
      await records.close();
    },
  };
}

function routes(house: House, openAccounts: () => Promise<void>): Hono {
  const api = new Hono();
  for (const part of [tokenRoutes, paperRoutes, orderRoutes, chargeRoutes, customerRoutes, hookRoutes]) api.route("/", part(house));
  api.all("*", (http) => http.json({ message: "Not Found." }, 404));

  const app = new Hono();
  app.route("/core/v5", api);
  app.route("/_sandbox", ownControls(house, openAccounts));
  app.route("/_sandbox", controlRoutes({ ...house, effects }));
  app.use("*", csrf(), trimTrailingSlash());
  for (const part of [consolePages, panelPages, payerPages]) app.route("/", part(house));
  return app;
}
