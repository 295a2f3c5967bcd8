import { notFound } from "next/navigation";
import { after } from "next/server";
import type { z } from "zod";
import { readForm } from "@/lib/core/form-data";
import { echoValues, type FormState, fieldErrors, rejected } from "@/lib/core/form-state";
import { flushOutbox } from "@/lib/events/flush";
import { findSignedIn } from "./session";
import type { SignedIn } from "./sessions";

/** Makes a server action of the operator console; for anybody else there is no such action. */
export function operatorAction<Schema extends z.ZodType>(
  schema: Schema,
  run: (operator: SignedIn, input: z.output<Schema>, form: FormData) => Promise<FormState>,
): (previous: FormState, form: FormData) => Promise<FormState> {
  return async (_previous, form) => {
    const person = await findSignedIn();
    if (!person?.isOperator) notFound();
    const parsed = schema.safeParse(readForm(form));
    if (!parsed.success) return rejected(fieldErrors(parsed.error), echoValues(form), "check_fields");
    after(flushOutbox);
    return run(person, parsed.data, form);
  };
}
