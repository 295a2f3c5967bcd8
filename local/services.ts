import { serve } from "@hono/node-server";
import { Hono } from "hono";
import { createAlgoliaSandbox } from "@/local/algolia/server";
import { type Overview, overviewPage, type Part } from "@/local/console/overview";
import { RecordBook } from "@/local/dns/book";
import { dnsRoutes } from "@/local/dns/routes";
import { startDnsServer } from "@/local/dns/server";
import { inboxRoutes } from "@/local/inbox/routes";
import { startSmtp } from "@/local/inbox/smtp";
import { openInbox } from "@/local/inbox/store";
import { createPagarmeSandbox } from "@/local/pagarme/server";
import { postalCodeRoutes } from "@/local/postal-codes/routes";
import { createStripeSandbox } from "@/local/stripe/server";
import type { Project } from "@/local/vercel/model";
import { createVercelSandbox } from "@/local/vercel/server";

export interface ServicesOptions {
  databaseUrl: string;
  port: number;
  /** Null where mail goes through a real service. */
  smtpPort: number | null;
  platformUrl: string;
  storesDomain: string;
  hasDemo: boolean;
  /** The resolver for merchants' domains, on the UDP port of the same number; null where the real DNS is asked. */
  dns: { file: string | null } | null;
  /** False where ViaCEP is asked. */
  hasPostalCodes: boolean;
  /** Where the queue's own page is; null where QStash itself is used. */
  queueUrl: string | null;
  /** Null where the real service is used. */
  stripe: { secretKey: string; webhookSecret: string; connectWebhookSecret: string } | null;
  /** Null where the real service is used. */
  pagarme: { secretKey: string; publicKey: string } | null;
  /** Null where the real service is used. */
  algolia: { appId: string; adminKey: string; searchKey: string } | null;
  /** Null where the real service is used. */
  vercel: { project: Project; dnsServers: readonly string[] } | null;
}

export interface Services {
  url: string;
  /** Where mails are taken; null where they go through a real service. */
  smtpPort: number | null;
  close(): Promise<void>;
}

interface Opened {
  part: Part;
  mount(app: Hono): void;
  close(): Promise<void>;
}

/** Starts the local services in one server: the overview, the inbox with its SMTP door, and the sandboxes of outside services. */
export async function startServices(options: ServicesOptions): Promise<Services> {
  const url = `http://localhost:${options.port}`;
  const parts = [
    openMail(options),
    openDns(options),
    openPagarme(options, url),
    openVercel(options, url),
    openPostalCodes(options),
    openAlgolia(options, url),
    openStripe(options, url),
  ];
  const opened = (await Promise.all(parts)).filter((part) => part !== null);
  const app = new Hono();
  app.onError((error, c) => {
    console.error("services: a request failed:", error);
    return c.text("Something went wrong here: see services.log in the data folder.", 500);
  });
  app.get("/health", (c) => c.json({ status: "ok" }));
  app.get("/", async (c) => c.html(await overviewPage(summarise(options, opened))));
  for (const part of opened) part.mount(app);

  const close = async () => {
    for (const part of opened.toReversed()) await part.close();
  };
  const server = serve({ fetch: app.fetch, port: options.port, hostname: "127.0.0.1" });
  await new Promise<void>((resolve, reject) => {
    server.once("listening", () => resolve());
    server.once("error", (error) => void close().then(() => reject(error), reject));
  });
  return {
    url,
    smtpPort: options.smtpPort,
    close: async () => {
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        if ("closeAllConnections" in server) server.closeAllConnections();
      });
      await close();
    },
  };
}

async function openMail({ databaseUrl, smtpPort }: ServicesOptions): Promise<Opened | null> {
  if (smtpPort === null) return null;
  const inbox = await openInbox(databaseUrl);
  const smtp = await startSmtp(inbox, smtpPort);
  return {
    part: { name: "Inbox", about: `Catches every mail, on SMTP port ${smtpPort}.`, page: "/inbox", health: null },
    mount: (app) => app.route("/inbox", inboxRoutes(inbox)),
    close: async () => {
      await smtp.close();
      await inbox.close();
    },
  };
}

async function openDns({ dns, port }: ServicesOptions): Promise<Opened | null> {
  if (dns === null) return null;
  const book = await RecordBook.open(dns.file);
  const server = await startDnsServer(book.zones, port);
  return {
    part: { name: "DNS", about: "Stands in for the DNS provider of merchants' domains.", page: "/dns", health: null },
    mount: (app) => app.route("/dns", dnsRoutes(book)),
    close: () => server.close(),
  };
}

async function openPagarme({ databaseUrl, pagarme }: ServicesOptions, url: string): Promise<Opened | null> {
  if (pagarme === null) return null;
  const accounts = [{ id: "acc_demo", name: "Demo", ...pagarme }];
  const sandbox = await createPagarmeSandbox({ databaseUrl, siteBase: `${url}/pagarme`, accounts });
  return {
    part: { name: "Pagar.me sandbox", about: "Cards, Pix and boletos of Brazilian stores.", page: "/pagarme/", health: null },
    mount: (app) => app.route("/pagarme", sandbox.app),
    close: () => sandbox.close(),
  };
}

async function openPostalCodes({ hasPostalCodes }: ServicesOptions): Promise<Opened | null> {
  if (!hasPostalCodes) return null;
  return {
    part: { name: "Postal codes", about: "Stands in for ViaCEP with a few addresses.", page: "/ws/01001000/json/", health: null },
    mount: (app) => app.route("/", postalCodeRoutes()),
    close: async () => {},
  };
}

async function openVercel({ databaseUrl, vercel }: ServicesOptions, url: string): Promise<Opened | null> {
  if (vercel === null) return null;
  const { project, dnsServers } = vercel;
  const sandbox = await createVercelSandbox({ databaseUrl, siteBase: `${url}/vercel`, projects: [project], dnsServers });
  return {
    part: { name: "Vercel domains sandbox", about: "Custom domains where Vercel serves them.", page: "/vercel/", health: null },
    mount: (app) => app.route("/vercel", sandbox.app),
    close: () => sandbox.close(),
  };
}

async function openAlgolia({ databaseUrl, algolia }: ServicesOptions, url: string): Promise<Opened | null> {
  if (algolia === null) return null;
  const sandbox = await createAlgoliaSandbox({ databaseUrl, siteBase: `${url}/algolia`, ...algolia });
  return {
    part: {
      name: "Algolia sandbox",
      about: "A search service, for stores that are not searched in Postgres alone.",
      page: "/algolia",
      health: null,
    },
    mount: (app) => app.route("/algolia", sandbox.app),
    close: () => sandbox.close(),
  };
}

async function openStripe({ databaseUrl, stripe, platformUrl }: ServicesOptions, url: string): Promise<Opened | null> {
  if (stripe === null) return null;
  const { secretKey, ...secrets } = stripe;
  const sandbox = await createStripeSandbox({
    databaseUrl,
    publicUrl: url,
    secretKeys: [secretKey],
    webhookUrl: `${platformUrl}/api/webhooks/stripe`,
    ...secrets,
  });
  return {
    part: {
      name: "Stripe sandbox",
      about: "Subscriptions to the platform, and stores that sell through Stripe.",
      page: "/stripe",
      health: null,
    },
    // The sandbox speaks for every path that is left, as Stripe does: it comes last.
    mount: (app) => app.route("/", sandbox.app),
    close: () => sandbox.close(),
  };
}

function summarise({ platformUrl, storesDomain, hasDemo, queueUrl }: ServicesOptions, opened: Opened[]): Overview {
  const application = { name: "Vitrine", about: "The application itself.", page: platformUrl, health: `${platformUrl}/api/health` };
  const queue = queueUrl && {
    name: "Queue",
    about: "Speaks QStash: deliveries, retries, schedules, dead letters.",
    page: queueUrl,
    health: `${queueUrl}/health`,
  };
  return { platformUrl, storesDomain, hasDemo, parts: [application, ...(queue ? [queue] : []), ...opened.map(({ part }) => part)] };
}
