import path from "node:path";
import { type RunningCaddy, startCaddy } from "@/local/gate/caddy";
import { type JourneyEnvironment, journeyEnvironment, standInsAlone } from "@/local/gate/test-stack";
import type { Installation } from "@/local/installation";
import { findFreePort } from "@/local/ports";
import { startStack } from "@/local/stack";

/** Where the journeys behind a real proxy find what they test. */
export type TlsEnvironment = JourneyEnvironment &
  Record<"APP_PORT" | "HTTPS_PORT" | "DNS_PORT" | "TLS_ROOT_FILE" | "TLS_SIGNER_KEY_HASH", string>;

type TlsStack = { caddy: string; folder: string; builtFor: string; atEnd: (close: () => Promise<void>) => void };

/**
 * Brings up an installation as it stands on one machine: Caddy in front with certificates on demand, the application on the loopback
 * address behind it, trusting what Caddy says of its visitors. Domains are looked up at `DNS_PORT`, where the journeys answer.
 */
export async function startTlsStack({ caddy: binary, folder, builtFor, atEnd }: TlsStack): Promise<TlsEnvironment> {
  const ports = await choosePorts();
  const caddy = await startCaddy({ binary, folder: path.join(folder, "caddy"), ports });
  atEnd(caddy.stop);
  const installation: Installation = {
    given: { ...(await standInsAlone()), ...behindCaddy(caddy, ports) },
    dataFolder: path.join(folder, "data-tls"),
    ports: { app: ports.app, local: ports.local, queue: ports.queue, smtp: ports.smtp, postgres: null },
    builtFor,
  };
  const { environment } = await startStack(installation, "production", atEnd);
  return {
    ...journeyEnvironment(installation, environment),
    APP_PORT: String(ports.app),
    HTTPS_PORT: String(ports.https),
    DNS_PORT: String(ports.dns),
    TLS_ROOT_FILE: caddy.rootFile,
    TLS_SIGNER_KEY_HASH: caddy.signerKeyHash,
  };
}

type TlsPorts = Record<"app" | "local" | "queue" | "smtp" | "https" | "http" | "dns", number>;

async function choosePorts(): Promise<TlsPorts> {
  const app = await findFreePort(3300);
  const local = await findFreePort(4600);
  const queue = await findFreePort(local + 1);
  const smtp = await findFreePort(queue + 1);
  const https = await findFreePort(8643);
  const http = await findFreePort(https + 1);
  return { app, local, queue, smtp, https, http, dns: await findFreePort(5453) };
}

function behindCaddy({ rootFile }: RunningCaddy, { app, https, dns }: TlsPorts): Record<string, string> {
  return {
    PLATFORM_URL: `https://localhost:${https}`,
    EVENTS_URL: `http://localhost:${app}`,
    HOST: "127.0.0.1",
    TRUST_PROXY: "1",
    DOMAINS_HOST: "caddy",
    DOMAINS_RESOLVERS: `127.0.0.1:${dns}`,
    DOMAINS_TARGET_IPV4: "127.0.0.1",
    DOMAINS_TLS_PROBE: `127.0.0.1:${https}`,
    NODE_EXTRA_CA_CERTS: rootFile,
  };
}
