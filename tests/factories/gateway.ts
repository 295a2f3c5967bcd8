import { type RunningSandbox, startSandbox } from "@/tests/contract/pagarme/running-sandbox";

/** The Pagar.me sandbox, and the application pointed at it. Call it before anything reads the environment. */
export async function startGateway(): Promise<RunningSandbox> {
  const sandbox = await startSandbox();
  process.env.PAGARME_API_BASE = sandbox.apiBase;
  return sandbox;
}
