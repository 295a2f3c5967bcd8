import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { type Locale, locales } from "@/lib/core/locale";
import { translator } from "@/lib/i18n/translator";
import type { CheckedInvariant, StoresCheck } from "@/lib/payments/check-stores";
import { invariantIds } from "@/lib/payments/invariant-types";
import { InvariantsCard } from "./invariants-card";

const words = {
  en: { stale: "nobody knows whether they agree", holds: "Holds", next: "Check the next stores" },
  "pt-BR": { stale: "ninguém sabe se conferem", holds: "Vale", next: "Verificar as próximas lojas" },
} as const satisfies Record<Locale, object>;

const stale: CheckedInvariant["findings"][number] = {
  store: { name: "Aurora", slug: "aurora" },
  invariant: "I5",
  problem: "books_stale",
  kind: "account",
  id: "acc_1",
  detail: { provider: "pagarme" },
};

function show(locale: Locale, findings: CheckedInvariant["findings"], next: string | null): string {
  const invariants = invariantIds.map((id) => ({ id, findings: id === "I5" ? findings : [], hasMore: false }));
  const check: StoresCheck = { checkedAt: new Date(0), checkedCount: 1, storeCount: 2, invariants, next };
  return renderToStaticMarkup(<InvariantsCard check={check} t={translator(locale, "reconciliation")} />);
}

describe.each(locales)("the operator's card of invariants in %s", (locale) => {
  const { stale: said, holds, next } = words[locale];
  const count = (text: string, word: string) => text.split(`>${word}<`).length - 1;

  it("does not say that I5 holds where books were not compared lately", () => {
    const text = show(locale, [stale], null);
    expect(text).toContain(said);
    expect(text).toContain("acc_1");
    expect(count(text, holds)).toBe(invariantIds.length - 1);
    expect(count(show(locale, [], null), holds)).toBe(invariantIds.length);
  });

  it("leads to the next stores where there are more", () => {
    expect(show(locale, [], "019ad000-0000-7000-8000-000000000000")).toContain(next);
    expect(show(locale, [], null)).not.toContain(next);
  });
});
