import { v7 } from "uuid";
import { z } from "zod";

declare const idOf: unique symbol;
type Id<Kind extends string> = string & { readonly [idOf]: Kind };

/** The store whose rows may be touched. Made only from a host, a membership, a verified message or a verified notice. */
export type StoreId = Id<"store">;
export type UserId = Id<"user">;

const uuid = z.uuid();

/** A new UUIDv7 (RFC 9562): sorts by the time it was made. */
export function newId(): string {
  return v7();
}

/** Whether the text can be an id at all; routes answer 404 to the rest without asking the database. */
export function isId(text: string): boolean {
  return uuid.safeParse(text).success;
}

/** The border between a plain string and a store's id: only for rows read by host, membership or verified message. */
export function toStoreId(text: string): StoreId {
  return uuid.parse(text) as StoreId;
}

/** The border between a plain string and a user's id. */
export function toUserId(text: string): UserId {
  return uuid.parse(text) as UserId;
}
