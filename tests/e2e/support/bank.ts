import { localUrl } from "./addresses";

const pagarme = `${localUrl}/pagarme`;

/** What a payer's bank does with a code: pays it, pays another amount or a second time, or lets its time run out. */
export type BankAct = "pay" | "smaller" | "again" | "expire";

/** Does it at the payer's bank, which finds the charge by its Pix code or boleto line. The shop learns of it by a notice, as of any payment. */
export async function atTheBank(code: string, action: BankAct): Promise<void> {
  const found = await fetch(`${pagarme}/pay?code=${encodeURIComponent(code)}`, { redirect: "manual" });
  const page = found.headers.get("location");
  if (!page) throw new Error(`the bank knows no charge for ${code}`);
  const answer = await fetch(page, {
    method: "POST",
    body: new URLSearchParams({ action }),
    redirect: "manual",
    headers: { origin: new URL(localUrl).origin },
  });
  if (answer.status !== 303) throw new Error(`the bank answered ${answer.status}`);
}

/** How many charges the gateway's books hold for an order, whatever became of them: its number begins our code there. */
export async function chargesOf(orderNumber: string): Promise<number> {
  const panel = await (await fetch(`${pagarme}/panel`)).text();
  return panel.split("<tr>").filter((row) => row.includes(`<td>${orderNumber}-`)).length;
}
