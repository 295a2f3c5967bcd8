import { notFound, redirect } from "next/navigation";
import { after } from "next/server";
import type { z } from "zod";
import { readForm } from "@/lib/core/form-data";
import { echoValues, type FormState, fieldErrors, rejected } from "@/lib/core/form-state";
import { flushOutbox } from "@/lib/events/flush";
import { isAllowed, type Permission } from "./permissions";
import { findMember, findSignedIn, type MemberContext } from "./session";

export type MemberAction = (storeSlug: string, previous: FormState, form: FormData) => Promise<FormState>;

/**
 * Makes a server action of the dashboard: the caller is a member who may do it, the input is parsed, one command runs, and its
 * events are published after the answer. Screens bind the slug; it is proven here, never trusted. Somebody else's store is not found.
 */
export function memberAction<Schema extends z.ZodType>(
  permission: Permission,
  schema: Schema,
  run: (context: MemberContext, input: z.output<Schema>, form: FormData) => Promise<FormState>,
): MemberAction {
  return async (storeSlug, _previous, form) => {
    const context = await requireActor(storeSlug, permission);
    const parsed = schema.safeParse(readForm(form));
    if (!parsed.success) return rejected(fieldErrors(parsed.error), echoValues(form), "check_fields");
    after(flushOutbox);
    return run(context, parsed.data, form);
  };
}

async function requireActor(storeSlug: string, permission: Permission): Promise<MemberContext> {
  const person = await findSignedIn();
  if (!person) redirect(`/login?next=${encodeURIComponent(`/admin/${storeSlug}`)}`);
  const context = await findMember(person, storeSlug);
  if (!context || !isAllowed(context.member.role, permission)) notFound();
  return context;
}
