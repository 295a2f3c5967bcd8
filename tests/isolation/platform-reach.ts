import { readFileSync } from "node:fs";
import path from "node:path";

const source = path.resolve(import.meta.dirname, "../../lib/db/transaction.ts");

/** The tables of `PlatformTable` in lib/db/transaction.ts, as the database names them, sorted. */
export function platformTables(): string[] {
  const [, list = ""] = /type PlatformTable =([^;]+);/.exec(readFileSync(source, "utf8")) ?? [];
  const models = [...list.matchAll(/"(\w+)"/g)].map(([, model = ""]) => model);
  return models.map((model) => model.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)).sort();
}

/** What the platform may see of tables that hold money and people: enough to find an account or a lost timer. */
export const columnsForPlatform = {
  gateway_account: ["store_id", "id", "provider", "external_id", "notice_key", "notice_sealed", "is_active", "onboarding"],
  payment_attempt: ["store_id", "id", "status", "next_poll_at", "final_at", "poll_count"],
  order: ["store_id", "id", "status", "expires_at", "placed_at"],
} as const;
