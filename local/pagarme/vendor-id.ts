import { randomInt } from "node:crypto";

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

/** Prefixes of the vendor's ids, as they appear on the wire. */
export type IdPrefix = "acc" | "addr" | "card" | "ch" | "cus" | "hook" | "oi" | "or" | "token" | "tran" | "we";

/** A new opaque id in the vendor's form: a prefix and sixteen letters or digits. */
export function vendorId(prefix: IdPrefix): string {
  return `${prefix}_${randomText(16)}`;
}

/** Random letters and digits. */
export function randomText(length: number): string {
  return Array.from({ length }, () => ALPHABET[randomInt(ALPHABET.length)]).join("");
}

/** Random digits, e.g. the acquirer's numbers. */
export function randomDigits(length: number): string {
  return Array.from({ length }, () => String(randomInt(10))).join("");
}
