import type { FormState } from "@/lib/core/form-state";
import type { Locale } from "@/lib/core/locale";
import type { Currency } from "@/lib/core/money";
import type { Translate } from "@/lib/i18n/translator";

/** How figures and times are written on the page. */
export type Shown = { locale: Locale; timeZone: string; currency: Currency; storeSlug: string; t: Translate };

export type Act = (previous: FormState, form: FormData) => Promise<FormState>;
