import { newId } from "@/lib/core/ids";
import { withPlatform } from "@/lib/db/transaction";
import { hashPassword } from "@/lib/identity/passwords";
import { demoPeople } from "@/local/demo";

/** The demo owner and the demo operator, addresses verified. Returns the owner's id. */
export async function seedPeople(): Promise<string> {
  const ids = new Map<string, string>();
  for (const { role, email, password } of demoPeople) {
    const passwordHash = await hashPassword(password);
    const user = await withPlatform((tx) =>
      tx.user.upsert({
        where: { email },
        create: {
          id: newId(),
          email,
          name: role === "owner" ? "Marina Prado" : "Operator",
          passwordHash,
          emailVerifiedAt: new Date(),
          isOperator: role === "operator",
        },
        update: {},
        select: { id: true },
      }),
    );
    ids.set(role, user.id);
  }
  return ids.get("owner") ?? "";
}
