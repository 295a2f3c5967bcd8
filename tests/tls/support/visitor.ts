import type { IncomingHttpHeaders } from "node:http";
import https from "node:https";
import tls from "node:tls";
import { ports, rootCertificate } from "./installation";

export type Answer = { status: number; headers: IncomingHttpHeaders; body: string };
export type Question = { method?: string; headers?: Record<string, string>; body?: Buffer };

/** Asks a host over TLS as a visitor's program would, trusting Caddy's own root and nothing else. Follows no redirect. */
export function visit(host: string, path: string, { method = "GET", headers = {}, body }: Question = {}): Promise<Answer> {
  const options = { host: "127.0.0.1", port: ports.https, servername: host, ca: rootCertificate, agent: false, path, method };
  return new Promise((resolve, reject) => {
    const request = https.request({ ...options, headers: { host: `${host}:${ports.https}`, ...headers } }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("end", () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks).toString() }),
      );
    });
    request.on("error", reject);
    request.end(body);
  });
}

/** The names that the certificate of a host is for; null when the handshake is refused. Throws for anything else that fails. */
export function certificateNames(host: string): Promise<string[] | null> {
  return new Promise((resolve, reject) => {
    const socket = tls.connect({ host: "127.0.0.1", port: ports.https, servername: host, ca: rootCertificate });
    socket.once("secureConnect", () => {
      const names = (socket.getPeerCertificate().subjectaltname ?? "").split(", ").map((name) => name.replace("DNS:", ""));
      socket.destroy();
      resolve(names);
    });
    socket.once("error", (error) => {
      const isRefused = "code" in error && /^ERR_SSL_(TLSV1|SSLV3)_/.test(String(error.code));
      if (isRefused) resolve(null);
      else reject(error);
    });
  });
}

/** What Caddy is told about a name, asked the way Caddy asks. */
export async function permission(domain: string): Promise<number> {
  return (await fetch(`http://127.0.0.1:${ports.app}/api/domains/permission?domain=${encodeURIComponent(domain)}`)).status;
}
