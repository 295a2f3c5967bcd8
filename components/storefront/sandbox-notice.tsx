import type { ReactNode } from "react";
import type { Locale } from "@/lib/core/locale";
import { translator } from "@/lib/i18n/translator";

/** Says on every page that no payment here is real. */
export function SandboxNotice({ locale }: { locale: Locale }): ReactNode {
  return (
    <p className="bg-warning-soft px-4 py-2 text-center text-sm text-warning" role="note">
      {translator(locale, "storefront")("sandbox")}
    </p>
  );
}
