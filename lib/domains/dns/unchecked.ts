import { randomInt } from "node:crypto";
import { createSocket } from "node:dgram";
import { isIP } from "node:net";
import dnsPacket from "dns-packet";

const timeoutMs = 3000;
/** The low bits of the flags (RFC 1035 4.1.1). */
const replyCode = 0b1111;
const answered = new Set([0, 3]);

/**
 * Whether a resolver knows a name when it is asked not to check signatures (the CD flag, RFC 4035 3.2.2), which Node's resolver cannot
 * set. A name that fails without the flag and answers with it has broken DNSSEC. False also when no answer comes.
 */
export async function answersUnchecked(resolver: string, name: string): Promise<boolean> {
  const { address, port } = splitAddress(resolver);
  const id = randomInt(65_536);
  const flags = dnsPacket.RECURSION_DESIRED | dnsPacket.CHECKING_DISABLED;
  const question = dnsPacket.encode({ type: "query", id, flags, questions: [{ type: "A", name }] });
  const reply = await exchange({ address, port, question, id });
  return reply !== null && answered.has((reply.flags ?? 0) & replyCode);
}

type Exchange = { address: string; port: number; question: Buffer; id: number };

function exchange({ address, port, question, id }: Exchange): Promise<dnsPacket.DecodedPacket | null> {
  const socket = createSocket(isIP(address) === 6 ? "udp6" : "udp4");
  return new Promise((resolve) => {
    const finish = (reply: dnsPacket.DecodedPacket | null) => {
      clearTimeout(timer);
      socket.close();
      resolve(reply);
    };
    const timer = setTimeout(() => finish(null), timeoutMs);
    socket.once("error", () => finish(null));
    socket.on("message", (message) => {
      const reply = decode(message);
      if (reply?.id === id) finish(reply);
    });
    socket.connect(port, address, () => socket.send(question));
  });
}

function decode(message: Buffer): dnsPacket.DecodedPacket | null {
  try {
    return dnsPacket.decode(message);
  } catch {
    return null;
  }
}

/** `1.1.1.1`, `1.1.1.1:53`, `2606:4700:4700::1111` and `[2606:4700:4700::1111]:53`. */
function splitAddress(resolver: string): { address: string; port: number } {
  if (isIP(resolver)) return { address: resolver, port: 53 };
  const colon = resolver.lastIndexOf(":");
  return { address: resolver.slice(0, colon).replace(/^\[|\]$/g, ""), port: Number(resolver.slice(colon + 1)) };
}
