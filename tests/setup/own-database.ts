import { randomBytes } from "node:crypto";
import { inject } from "vitest";
import { loginUrl, withDatabase } from "@/local/database/roles";
import { asSuperuser, testPasswords } from "./databases";

/** Gives each test file a database of its own, copied from the template, and points the environment at it. */
const { adminUrl, template, prefix } = inject("server");
const name = `${prefix}_${randomBytes(4).toString("hex")}`;
const own = withDatabase(adminUrl, name);

await asSuperuser(
  adminUrl,
  `CREATE DATABASE "${name}" TEMPLATE "${template}" OWNER vitrine_owner STRATEGY file_copy`,
  `GRANT ALL ON DATABASE "${name}" TO vitrine_local`,
);
Object.assign(process.env, {
  DATABASE_URL: loginUrl(own, "app", testPasswords),
  PLATFORM_DATABASE_URL: loginUrl(own, "platform", testPasswords),
  MIGRATION_DATABASE_URL: loginUrl(own, "owner", testPasswords),
  LOCAL_DATABASE_URL: loginUrl(own, "local", testPasswords),
});
