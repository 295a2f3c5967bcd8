import { Hono, type Context as HttpContext } from "hono";
import { z } from "zod";
import { accountInput, addEndpoint, createAccount, endpointInput, findAccount } from "@/local/pagarme/accounts";
import { type Act, disputeAct, refundAct, reverseAct } from "@/local/pagarme/acts";
import { changeByHand } from "@/local/pagarme/change-by-hand";
import { type Charge, kinds } from "@/local/pagarme/model";
import type { House } from "@/local/pagarme/operation";
import { chargeView } from "@/local/pagarme/views";
import { faultKinds } from "@/local/sandbox/faults";

/**
 * What may go wrong here. The vendor never asks the card's owner: a shop that wants 3-D Secure has it done elsewhere and hands the
 * proof in with the card.
 */
export const effects = faultKinds.filter((kind) => kind !== "authenticate");

const refundInput = z.strictObject({ amount: z.int().min(1).optional() });

/**
 * Controls that only this sandbox has: accounts, what other hands than the shop's do to a charge, and a reset that leaves the
 * configured accounts. Bodies are JSON.
 */
export function ownControls(house: House, openAccounts: () => Promise<void>): Hono {
  const { records, clock } = house;
  const app = new Hono();
  app.post("/accounts", async (http) => {
    const asked = accountInput.safeParse(await http.req.json().catch(() => null));
    return asked.success ? http.json(await createAccount(records, asked.data), 201) : http.json({ error: asked.error.message }, 400);
  });
  app.post("/accounts/:id/endpoints", async (http) => {
    const asked = endpointInput.safeParse(await http.req.json().catch(() => null));
    if (!asked.success) return http.json({ error: asked.error.message }, 400);
    if (!(await findAccount(records, http.req.param("id")))) return http.json({ error: "no such account" }, 404);
    return http.json(await addEndpoint(records, http.req.param("id"), asked.data), 201);
  });
  app.post("/charges/:id/refund", async (http) => {
    const asked = refundInput.safeParse(await http.req.json().catch(() => ({})));
    return asked.success ? act(house, http, refundAct(asked.data.amount)) : http.json({ error: z.prettifyError(asked.error) }, 400);
  });
  app.post("/charges/:id/dispute", (http) => act(house, http, disputeAct));
  app.post("/charges/:id/dispute/reverse", (http) => act(house, http, reverseAct));
  app.post("/reset", async (http) => {
    await records.reset();
    await clock.reset();
    await openAccounts();
    return http.body(null, 204);
  });
  return app;
}

/** Answers the charge as it is afterwards. */
async function act(house: House, http: HttpContext, deed: Act): Promise<Response> {
  const id = http.req.param("id") ?? "";
  const outcome = await changeByHand(house, id, deed);
  if (outcome === "not_found") return http.json({ error: `no charge ${id}` }, 404);
  if (outcome === "not_possible") return http.json({ error: `charge ${id} is not in a state for it` }, 400);
  const found = await house.records.locate<Charge>(kinds.charge, id);
  return http.json(found && chargeView(found.value, house.links));
}
