import { createSocket, type RemoteInfo } from "node:dgram";
import dnsPacket from "dns-packet";
import { answersFor, type Zones } from "@/local/dns/zones";

export interface DnsServer {
  /** `127.0.0.1:port`, as a resolver's address. */
  address: string;
  /** What it answers; change it at any time. */
  zones: Zones;
  close(): Promise<void>;
}

/** A resolver for loopback: it knows what `zones` says and nothing else, and can fail in the ways that real ones do. UDP only. */
export async function startDnsServer(zones: Zones, port = 0): Promise<DnsServer> {
  const socket = createSocket("udp4");
  socket.on("message", (message, from) => {
    const reply = replyTo(message, zones);
    if (reply) socket.send(reply, from.port, from.address, () => undefined);
  });
  await new Promise<void>((resolve, reject) => {
    socket.once("error", reject);
    socket.bind(port, "127.0.0.1", resolve);
  });
  return {
    address: `127.0.0.1:${addressOf(socket.address()).port}`,
    zones,
    close: () => new Promise((resolve) => socket.close(() => resolve())),
  };
}

function addressOf(bound: ReturnType<ReturnType<typeof createSocket>["address"]>): Pick<RemoteInfo, "port"> {
  return bound;
}

const codes = { answered: 0, failed: 2, no_name: 3 } as const;

function replyTo(message: Buffer, zones: Zones): Buffer | null {
  const query = decode(message);
  const question = query?.questions?.[0];
  if (!query || !question) return null;
  const isChecking = ((query.flags ?? 0) & dnsPacket.CHECKING_DISABLED) === 0;
  const found = answersFor(zones, { name: question.name.toLowerCase(), type: question.type, isChecking });
  if (found.code === "silent") return null;
  return dnsPacket.encode({
    type: "response",
    id: query.id ?? 0,
    flags: dnsPacket.RECURSION_DESIRED | dnsPacket.RECURSION_AVAILABLE | codes[found.code],
    questions: [question],
    answers: found.answers,
  });
}

function decode(message: Buffer): dnsPacket.DecodedPacket | null {
  try {
    return dnsPacket.decode(message);
  } catch {
    return null;
  }
}
