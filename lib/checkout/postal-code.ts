import { z } from "zod";
import { env } from "@/lib/env";
import { log } from "@/lib/log";

/** What a CEP tells of an address. Parts are empty for places with one CEP for the whole town. */
export type FoundAddress = { line1: string; district: string; city: string; state: string };

/** ViaCEP's answer; a CEP that does not exist answers `{ "erro": true }`. */
const answerSchema = z
  .object({ logradouro: z.string(), bairro: z.string(), localidade: z.string(), uf: z.string().length(2) })
  .transform(({ logradouro, bairro, localidade, uf }) => ({ line1: logradouro, district: bairro, city: localidade, state: uf }));

/** The address of a CEP of eight digits. Null when it does not exist, no service is configured, or it is slow: the shopper types then. */
export async function findPostalCode(code: string): Promise<FoundAddress | null> {
  const base = env().POSTAL_CODE_API_BASE;
  if (!base || !/^\d{8}$/.test(code)) return null;
  try {
    const response = await fetch(new URL(`/ws/${code}/json/`, base), { signal: AbortSignal.timeout(2500), cache: "no-store" });
    const parsed = answerSchema.safeParse(await response.json());
    return parsed.success ? parsed.data : null;
  } catch (error) {
    log.warn({ reason: error instanceof Error ? error.name : "unknown" }, "the postal code service did not answer");
    return null;
  }
}
