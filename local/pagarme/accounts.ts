import { z } from "zod";
import { type Account, type Endpoint, kinds } from "@/local/pagarme/model";
import { randomText, vendorId } from "@/local/pagarme/vendor-id";
import type { RecordSession } from "@/local/sandbox/records";

const endpointFields = {
  url: z.url({ protocol: /^https?$/ }),
  /** What the merchant typed into the dashboard; both empty sends no credentials. */
  user: z.string().max(100).default(""),
  password: z.string().max(200).default(""),
  events: z.array(z.string().min(1)).min(1).default(["*"]),
};

export const endpointInput = z.strictObject(endpointFields);
export type EndpointInput = z.input<typeof endpointInput>;

export const accountInput = z.strictObject({
  id: z
    .string()
    .regex(/^acc_\w+$/)
    .optional(),
  name: z.string().min(1).max(60),
  secretKey: z
    .string()
    .regex(/^sk_\w+$/)
    .optional(),
  publicKey: z
    .string()
    .regex(/^pk_\w+$/)
    .optional(),
  payer: z.enum(["simulator", "by_hand"]).default("by_hand"),
  endpoints: z.array(endpointInput).default([]),
});
export type AccountInput = z.input<typeof accountInput>;

/** The scope of records that belong to no account. */
export const PLATFORM = "";

/** Opens an account, or brings the one with the same id to what is asked. Keys that are not given are made up. */
export async function createAccount(session: RecordSession, input: AccountInput): Promise<Account> {
  const asked = accountInput.parse(input);
  const account: Account = {
    id: asked.id ?? vendorId("acc"),
    name: asked.name,
    secretKey: asked.secretKey ?? `sk_test_${randomText(16)}`,
    publicKey: asked.publicKey ?? `pk_test_${randomText(16)}`,
    payer: asked.payer,
  };
  await session.in(PLATFORM).put(kinds.account, account.id, account);
  for (const endpoint of asked.endpoints) await addEndpoint(session, account.id, endpoint);
  return account;
}

/** Registers a notification address as the dashboard would. The same address again replaces its credentials. */
export async function addEndpoint(session: RecordSession, accountId: string, input: EndpointInput): Promise<Endpoint> {
  const asked = endpointInput.parse(input);
  const shelf = session.in(accountId);
  const known = await shelf.findBy(kinds.endpoint, { url: asked.url });
  const endpoint = { id: known?.id ?? vendorId("we"), ...asked };
  await shelf.put(kinds.endpoint, endpoint.id, endpoint);
  return endpoint;
}

/** The account a secret key opens: the user of a Basic credential whose password is empty. Null for anything else. */
export async function findAccountByCredential(session: RecordSession, authorization: string | undefined): Promise<Account | null> {
  const encoded = /^Basic\s+(\S+)$/i.exec(authorization ?? "")?.[1];
  if (!encoded) return null;

  const [secretKey, password] = Buffer.from(encoded, "base64").toString("utf8").split(":");
  if (!secretKey || password !== "") return null;
  return session.in(PLATFORM).findBy(kinds.account, { secretKey });
}

export async function findAccountByPublicKey(session: RecordSession, publicKey: string): Promise<Account | null> {
  return session.in(PLATFORM).findBy(kinds.account, { publicKey });
}

export async function findAccount(session: RecordSession, id: string): Promise<Account | null> {
  return session.in(PLATFORM).get(kinds.account, id);
}

export async function listAccounts(session: RecordSession): Promise<Account[]> {
  return session.in(PLATFORM).list(kinds.account, { limit: 200, order: "oldest" });
}
