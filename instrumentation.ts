/** At boot: the environment is complete, and the database roles cannot see past the walls between stores. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { env } = await import("@/lib/env");
  env();
  const { requireSafeRoles } = await import("@/lib/db/roles-check");
  await requireSafeRoles();
}
