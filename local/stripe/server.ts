import { join } from "node:path";
import { Hono } from "hono";
import { startClock } from "@/local/sandbox/clock";
import { loadContract } from "@/local/sandbox/contract";
import { controlRoutes } from "@/local/sandbox/control";
import { type Notices, startNotices } from "@/local/sandbox/notices";
import { openRecords } from "@/local/sandbox/records";
import { createRequestLog } from "@/local/sandbox/request-log";
import { consoleRoutes } from "@/local/stripe/console";
import { controlActions, ensureAccount, type ReadyAccount } from "@/local/stripe/control-routes";
import { API_VERSION } from "@/local/stripe/emit";
import { apiRoutes } from "@/local/stripe/http/api";
import { authenticateRoutes } from "@/local/stripe/pages/authenticate-routes";
import { onboardingRoutes } from "@/local/stripe/pages/onboarding-routes";
import { payRoutes } from "@/local/stripe/pages/pay-routes";
import { portalPageRoutes } from "@/local/stripe/pages/portal-routes";
import { runTimers } from "@/local/stripe/run-timers";
import { beginWork, type Sandbox } from "@/local/stripe/sandbox";
import { signNotice } from "@/local/stripe/signature";
import type { Endpoint, House } from "@/local/stripe/work";

export type StripeSandboxOptions = {
  databaseUrl: string;
  /** Where browsers reach the sandbox, e.g. `http://localhost:4400`. */
  publicUrl: string;
  secretKeys: readonly string[];
  /** Receives all events; leave out to keep them in the log of events alone. */
  webhookUrl?: string;
  /** Signs the platform's own events. */
  webhookSecret?: string;
  /** Signs the events of connected accounts; they are not sent without it. */
  connectWebhookSecret?: string;
  /** Folder with `stripe.openapi.json`; requests are then checked against it. */
  contractsFolder?: string;
  /** Seconds until delayed payments settle; 10 unless told. */
  settlementDelaySeconds?: number;
  /** Waits between the tries of a notification, in milliseconds. */
  retryAfterMs?: readonly number[];
  /** Accounts that exist from the start and after every reset, onboarding finished. */
  readyAccounts?: readonly ReadyAccount[];
  /** Postgres schema; `stripe_sandbox` unless told. */
  schema?: string;
};

export type StripeSandbox = {
  /** Owns `/v1`, `/c`, `/b`, `/connect`, `/stripe` (console) and `/_sandbox`; mount it at a server's root. */
  app: Hono;
  /** Stops timers and deliveries and closes the database. */
  close(): Promise<void>;
};

/** A stateful stand-in for Stripe. Its records outlive a restart; two of them may not share a schema at once. */
export async function createStripeSandbox(options: StripeSandboxOptions): Promise<StripeSandbox> {
  const sandbox = await assemble(options);
  sandbox.clock.onDue((now) => runTimers(sandbox, now));
  const openAccounts = async (): Promise<void> => {
    for (const account of options.readyAccounts ?? []) await ensureAccount(sandbox, account);
  };
  await openAccounts();
  return {
    app: mount(sandbox, openAccounts),
    close: async () => {
      await sandbox.clock.stop();
      await sandbox.notices.stop();
      await sandbox.records.close();
    },
  };
}

async function assemble(options: StripeSandboxOptions): Promise<Sandbox> {
  const records = await openRecords(options.databaseUrl, options.schema ?? "stripe_sandbox");
  const clock = await startClock(records);
  const endpoints = fixedEndpoints(options);
  const notices: Notices = startNotices({
    records,
    authenticate: (notice) => signNotice(records, endpoints, notice),
    ...(options.retryAfterMs ? { retryAfterMs: options.retryAfterMs } : {}),
  });
  const house: House = {
    publicUrl: options.publicUrl.replace(/\/$/, ""),
    notices,
    endpoints,
    settlementDelaySeconds: options.settlementDelaySeconds ?? 10,
  };
  return {
    records,
    clock,
    notices,
    house,
    secretKeys: options.secretKeys,
    apiVersion: API_VERSION,
    contract: options.contractsFolder ? await loadContract(join(options.contractsFolder, "stripe.openapi.json")) : null,
    requests: createRequestLog(),
    work: (session, occasion) => beginWork({ house, clock }, session, occasion),
  };
}

function fixedEndpoints({ webhookUrl: url, webhookSecret, connectWebhookSecret }: StripeSandboxOptions): Endpoint[] {
  if (!url) return [];
  return [
    ...(webhookSecret ? [{ id: "platform", url, secret: webhookSecret, isConnect: false }] : []),
    ...(connectWebhookSecret ? [{ id: "connect", url, secret: connectWebhookSecret, isConnect: true }] : []),
  ];
}

function mount(sandbox: Sandbox, openAccounts: () => Promise<void>): Hono {
  return new Hono()
    .route("/", apiRoutes(sandbox))
    .route("/", payRoutes(sandbox))
    .route("/", authenticateRoutes(sandbox))
    .route("/", portalPageRoutes(sandbox))
    .route("/", onboardingRoutes(sandbox))
    .route("/stripe", consoleRoutes(sandbox))
    .route("/_sandbox", controlActions(sandbox, openAccounts))
    .route("/_sandbox", controlRoutes(sandbox));
}
