/**
 * At boot: the environment is complete, the database roles cannot see past the walls between stores, and payment sandboxes are not
 * served to the public by accident. The hosts that may have a certificate are read, and what an earlier process left in the outbox
 * is published.
 */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { env, requireHonestSandbox } = await import("@/lib/env");
  requireHonestSandbox(env());
  const { requireSafeRoles } = await import("@/lib/db/roles-check");
  await requireSafeRoles();
  const [{ flushOutbox }, { log }] = await Promise.all([import("@/lib/events/flush"), import("@/lib/log")]);
  const { permissions } = await import("@/lib/domains/permission");
  await permissions().refresh();
  void flushOutbox().catch((error: unknown) => log.warn({ err: error }, "events of an earlier process wait for the sweep"));
}
