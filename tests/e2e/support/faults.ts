import { localUrl } from "./addresses";

const faults = `${localUrl}/pagarme/_sandbox/faults`;

/** Has the gateway answer 503 to one operation (`GET /orders/or_1`) until the fault is mended by what this gives. */
export async function breakGateway(operation: string): Promise<() => Promise<void>> {
  const answer = await fetch(faults, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ operation, effect: { kind: "fail_before", status: 503 }, times: null }),
  });
  if (!answer.ok) throw new Error(`the sandbox took no fault: ${answer.status}`);
  const { id } = (await answer.json()) as { id: string };
  return async () => {
    await fetch(`${faults}/${id}`, { method: "DELETE" });
  };
}
