import { headers } from "next/headers";
import { notFound } from "next/navigation";
import { after } from "next/server";
import type { z } from "zod";
import { readForm } from "@/lib/core/form-data";
import { echoValues, type FormState, fieldErrors, rejected } from "@/lib/core/form-state";
import { flushOutbox } from "@/lib/events/flush";
import { findCachedStoreByHost } from "./cached";
import { normaliseHost } from "./hosts";
import { requestHost } from "./request-host";
import type { StoreView } from "./types";

export type ShopperContext = { store: StoreView; host: string };

/**
 * Makes a server action of the storefront: the store is the one that owns the request's host, the Origin must be that host,
 * the input is parsed, and events of the command are published after the answer. Unknown or suspended stores are not found.
 */
export function shopperAction<Schema extends z.ZodType>(
  schema: Schema,
  run: (context: ShopperContext, input: z.output<Schema>, form: FormData) => Promise<FormState>,
): (previous: FormState, form: FormData) => Promise<FormState> {
  return async (_previous, form) => {
    const context = await requireShopperContext();
    const parsed = schema.safeParse(readForm(form));
    if (!parsed.success) return rejected(fieldErrors(parsed.error), echoValues(form));
    after(flushOutbox);
    return run(context, parsed.data, form);
  };
}

/** The store of this request's host, for actions and dynamic pages. Answers 404 for hosts that lead nowhere. */
export async function requireShopperContext(): Promise<ShopperContext> {
  const host = await requestHost();
  const store = host ? await findCachedStoreByHost(host) : null;
  if (!host || !store || store.status !== "active") notFound();
  const origin = (await headers()).get("origin");
  if (origin && origin !== "null" && hostOf(origin) !== host) notFound();
  return { store, host };
}

function hostOf(origin: string): string | null {
  return URL.canParse(origin) ? normaliseHost(new URL(origin).host) : null;
}
