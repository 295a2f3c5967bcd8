import { clients } from "./clients";

type Role = { rolname: string; rolsuper: boolean; rolbypassrls: boolean; owns: boolean };

/** Throws unless both runtime roles are neither superusers, nor exempt from row-level security, nor owners of a table. */
export async function requireSafeRoles(): Promise<void> {
  for (const client of Object.values(clients())) {
    const [role] = await client.$queryRaw<Role[]>`
      select rolname::text, rolsuper, rolbypassrls,
             exists (select 1 from pg_class c join pg_namespace n on n.oid = c.relnamespace
                     where n.nspname = 'public' and c.relkind in ('r', 'p') and pg_has_role(current_user, c.relowner, 'usage')) as owns
      from pg_roles where rolname = current_user`;
    if (!role || role.rolsuper || role.rolbypassrls || role.owns) {
      throw new Error(
        `The database role ${role?.rolname ?? "in use"} could see past the walls between stores (superuser, BYPASSRLS or owner). ` +
          "Set DATABASE_URL and PLATFORM_DATABASE_URL to the roles that `npm run db:setup` made.",
      );
    }
  }
}
