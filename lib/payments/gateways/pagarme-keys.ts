import { callPagarme, type PagarmeOptions } from "@/lib/payments/gateways/pagarme-client";
import type { CredentialCheck, GatewayCredentials } from "@/lib/payments/gateways/port";

/**
 * Asks the API whether it takes a merchant's keys; nothing is created. `mixed_modes`: one key is for tests and the other is not.
 * No call that we know tells the account's id, so the account is named as the merchant named it, or else by its public key:
 * the same answer every time, because accounts are recognised by it.
 */
export async function checkPagarmeKeys(options: PagarmeOptions, credentials: GatewayCredentials): Promise<CredentialCheck> {
  const { secretKey, publicKey } = credentials;
  if (!/^sk_\w+$/.test(secretKey) || !/^pk_\w+$/.test(publicKey)) return { ok: false, code: "wrong_key" };
  if (isTestKey(secretKey) !== isTestKey(publicKey)) return { ok: false, code: "mixed_modes" };

  const secret = await callPagarme(options, { method: "GET", path: "/orders?size=1", secretKey });
  if (secret.kind === "unknown") return { ok: false, code: "unreachable" };
  if (secret.kind === "refused") return { ok: false, code: "wrong_key" };

  const publicCheck = await isPublicKeyTaken(options, publicKey);
  if (publicCheck === "unreachable") return { ok: false, code: "unreachable" };
  if (publicCheck === "refused") return { ok: false, code: "wrong_key" };
  return { ok: true, accountId: credentials.accountId || publicKey };
}

function isTestKey(key: string): boolean {
  return /^[sp]k_test_/.test(key);
}

/** An empty card is refused for its fields when the key is right, and for the key when it is wrong. */
async function isPublicKeyTaken(
  { apiBase, timeoutMs = 10_000 }: PagarmeOptions,
  publicKey: string,
): Promise<"taken" | "refused" | "unreachable"> {
  try {
    const response = await fetch(`${apiBase}/tokens?appId=${encodeURIComponent(publicKey)}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ type: "card", card: {} }),
      signal: AbortSignal.timeout(timeoutMs),
      cache: "no-store",
    });
    await response.body?.cancel();
    if (response.status >= 500) return "unreachable";
    return response.status === 401 ? "refused" : "taken";
  } catch {
    return "unreachable";
  }
}
