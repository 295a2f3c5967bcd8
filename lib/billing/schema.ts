import { z } from "zod";
import { passwordSchema } from "@/lib/identity/passwords";
import { slugSchema } from "@/lib/stores/slugs";

/** What a sign-up asks. `requestId` is made with the form: sending it twice is one sign-up. */
export const signupInput = z.object({
  requestId: z.uuid(),
  plan: z.string().min(1, "required").max(40),
  storeName: z.string().trim().min(2, "required").max(60, "too_long"),
  slug: slugSchema,
  email: z.string().trim().toLowerCase().max(254, "too_long").pipe(z.email("email_invalid")),
  password: passwordSchema,
  terms: z.literal("on", { error: "terms_required" }),
});
export type SignupInput = z.infer<typeof signupInput>;
