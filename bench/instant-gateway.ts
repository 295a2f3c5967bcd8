import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { z } from "zod";

const asked = z.object({ code: z.string(), payments: z.array(z.object({ amount: z.number().optional() })), items: z.unknown() });

export type InstantGateway = { apiBase: string; close(): Promise<void> };

/** A Pagar.me that takes every card at once and remembers nothing: what is measured is the application, not a gateway. */
export async function startInstantGateway(): Promise<InstantGateway> {
  let made = 0;
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { code, payments } = asked.parse(JSON.parse(Buffer.concat(chunks).toString()));
    made += 1;
    response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(paidOrder(made, code, payments[0]?.amount ?? 0)));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    apiBase: `http://127.0.0.1:${port}/core/v5`,
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

function paidOrder(number: number, code: string, amount: number) {
  const at = new Date().toISOString();
  const charge = { id: `ch_${number}`, code, amount, paid_amount: amount, status: "paid", payment_method: "credit_card", paid_at: at };
  const transaction = { status: "captured", success: true };
  return {
    id: `or_${number}`,
    code,
    amount,
    status: "paid",
    charges: [{ ...charge, created_at: at, updated_at: at, last_transaction: transaction }],
  };
}
