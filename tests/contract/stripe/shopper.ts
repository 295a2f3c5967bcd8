export const CARDS = {
  approved: "4242424242424242",
  declined: "4000000000000002",
  asksHolder: "4000002500003155",
  refundBounces: "4000000000005126",
  disputed: "4000000000000259",
  failsLater: "4000000000000341",
} as const;

export type Page = { status: number; location: string | null; html: string };

/** Opens a hosted page as a browser does, without following where it leads. */
export async function open(url: string): Promise<Page> {
  return read(await fetch(url, { redirect: "manual" }));
}

/** Sends a hosted page's form. */
export async function submit(url: string, fields: Record<string, string>): Promise<Page> {
  return read(await fetch(url, { method: "POST", body: new URLSearchParams(fields), redirect: "manual" }));
}

/** Fills in the card form with a test card and presses the button. */
export function payWith(url: string, card: string, more: Record<string, string> = {}): Promise<Page> {
  return submit(url, { email: "shopper@example.com", name: "Ana Souza", number: card, expiry: "12/34", cvc: "123", ...more });
}

async function read(answer: Response): Promise<Page> {
  return { status: answer.status, location: answer.headers.get("location"), html: await answer.text() };
}
