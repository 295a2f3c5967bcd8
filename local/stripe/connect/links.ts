import { kind } from "@/local/sandbox/records";

/** A single-use way into onboarding; a used or late one leads back to the platform's `refreshUrl`. */
export type AccountLink = { id: string; accountId: string; returnUrl: string; refreshUrl: string; expires_at: number; isUsed: boolean };

export const accountLinks = kind<AccountLink>("account_link");
