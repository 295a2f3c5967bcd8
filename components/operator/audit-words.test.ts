import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { auditAreas } from "@/lib/audit/queries";
import { locales } from "@/lib/core/locale";
import { claimStates } from "@/lib/domains/states";
import { letterStates } from "@/lib/events/dead-letters";
import english from "@/lib/i18n/messages/en/operator.json";
import portuguese from "@/lib/i18n/messages/pt-BR/operator.json";

const project = path.resolve(import.meta.dirname, "../..");

/** Actions that are written out beside `action`, in every file that writes to the audit log. */
function writtenActions(): string[] {
  const sources = globSync("lib/**/*.ts", { cwd: project, exclude: ["lib/db/generated/**", "**/*.test.ts"] })
    .map((file) => readFileSync(path.join(project, file), "utf8"))
    .filter((source) => /writeAudit|auditEntry\.create|audit_entry|auditLetters|auditBySystem/.test(source));
  return sources.flatMap((source) =>
    [...source.matchAll(/(?:action(?:: | = [^;]*)|auditBySystem\(tx, )"(\w+\.\w+)"/g)].map(([, action]) => action ?? ""),
  );
}

/** Those that are put together from a state. */
const composed = [
  ...claimStates.map((state) => `domain.${state}`),
  ...letterStates.filter((state) => state !== "open").map((state) => `dead_letter.${state}`),
  ...["store.active", "store.suspended", "plan.offered", "plan.retired"],
];

describe.each(locales)("the audit log in %s", (locale) => {
  const { audit } = { en: english, "pt-BR": portuguese }[locale];
  const said = Object.entries(audit.acts).flatMap(([area, acts]) => Object.keys(acts).map((act) => `${area}.${act}`));

  it("has words for everything that is written into it", () => {
    const written = writtenActions();
    expect(written.length).toBeGreaterThan(20);
    expect([...new Set([...written, ...composed])].filter((action) => !said.includes(action))).toEqual([]);
  });

  it("can be filtered by each of its subjects", () => {
    expect(Object.keys(audit.acts).sort()).toEqual([...auditAreas].sort());
    expect(Object.keys(audit.areas).sort()).toEqual([...auditAreas].sort());
  });
});
