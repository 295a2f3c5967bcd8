import { newId } from "@/lib/core/ids";
import { withPlatform } from "@/lib/db/transaction";
import { hashPassword } from "@/lib/identity/passwords";
import type { Role } from "@/lib/identity/permissions";
import type { StoreView } from "@/lib/stores/types";

export type TestPerson = { email?: string; name?: string; password?: string; isOperator?: boolean; isVerified?: boolean; locale?: string };
export type MadePerson = { userId: string; email: string; password: string };

/** A person who can sign in, verified unless said otherwise, with an e-mail of its own. */
export async function makePerson(wanted: TestPerson = {}): Promise<MadePerson> {
  const userId = newId();
  const email = wanted.email ?? `p-${userId.slice(-12)}@example.com`;
  const password = wanted.password ?? "a long enough password";
  await withPlatform(async (tx) =>
    tx.user.create({
      data: {
        id: userId,
        email,
        name: wanted.name ?? "Ana Souza",
        passwordHash: await hashPassword(password),
        isOperator: wanted.isOperator ?? false,
        locale: wanted.locale ?? "en",
        emailVerifiedAt: wanted.isVerified === false ? null : new Date(),
      },
    }),
  );
  return { userId, email, password };
}

/** A person who works for the store. */
export async function makeMember(store: StoreView, role: Role, wanted: TestPerson = {}): Promise<MadePerson> {
  const person = await makePerson(wanted);
  await withPlatform((tx) => tx.membership.create({ data: { storeId: store.id, userId: person.userId, role } }));
  return person;
}
