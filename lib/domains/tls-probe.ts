import { checkServerIdentity, connect, type PeerCertificate, type TLSSocket } from "node:tls";
import type { Problem } from "./problems";

/** What a look at a host's certificate found; `names` are those that the certificate is for. */
export type TlsVerdict = { kind: "ok" } | { kind: "problem"; problem: Problem; names: string[] };

export type TlsTarget = { host: string; address: string; port: number; timeoutMs: number };

/** Shakes hands as a browser would, and says whether the certificate is good for the host. Sends no request. */
export function probeTls({ host, address, port, timeoutMs }: TlsTarget): Promise<TlsVerdict> {
  return new Promise((resolve) => {
    const socket = connect({ host: address, port, servername: host, rejectUnauthorized: false, timeout: timeoutMs });
    const finish = (verdict: TlsVerdict) => {
      socket.destroy();
      resolve(verdict);
    };
    socket.once("secureConnect", () => finish(judge(socket, host)));
    socket.once("timeout", () => finish(problem("tls_unreachable")));
    socket.once("error", (error) => finish(problem(isRefusal(error) ? "certificate_pending" : "tls_unreachable")));
  });
}

function judge(socket: TLSSocket, host: string): TlsVerdict {
  const certificate = socket.getPeerCertificate();
  if (checkServerIdentity(host, certificate)) return problem("wrong_certificate", namesOf(certificate));
  return socket.authorized ? { kind: "ok" } : problem("certificate_untrusted", namesOf(certificate));
}

/** Somebody answered and has no certificate for the name (yet): an alert, or the end of the connection in mid-handshake. */
function isRefusal(error: Error): boolean {
  const code = "code" in error && typeof error.code === "string" ? error.code : "";
  return code.startsWith("ERR_SSL_") || code === "ECONNRESET" || code === "EPROTO";
}

function namesOf({ subjectaltname, subject }: PeerCertificate): string[] {
  const alternative = (subjectaltname ?? "").split(/,\s*/).flatMap((entry) => (entry.startsWith("DNS:") ? [entry.slice(4)] : []));
  const common = Array.isArray(subject?.CN) ? subject.CN : [subject?.CN ?? ""];
  return (alternative.length > 0 ? alternative : common).filter((name) => name !== "").slice(0, 5);
}

function problem(code: Problem, names: string[] = []): TlsVerdict {
  return { kind: "problem", problem: code, names };
}
