import { createHmac, timingSafeEqual } from "node:crypto";
import type { Context } from "hono";
import { z } from "zod";
import type { Fence } from "./answer";
import { testOf } from "./filters";
import { Refusal } from "./model";

/** The application and its two keys. */
export type Application = { appId: string; adminKey: string; searchKey: string };

export type Right = "search" | "write";
/** What the key of a request allows. */
export type Access = { fence: Fence; restrictedTo: string[] | null };

const open: Access = { fence: () => () => true, restrictedTo: null };
const unknownKey = () => new Refusal(403, "Invalid Application-ID or API key");

/**
 * What the request's key allows. The admin key everything, the search key searching, a secured key searching within what it
 * carries until its time is over. Throws the vendor's refusal for any other.
 */
export function requireAccess(application: Application, c: Context, right: Right): Access {
  const key = c.req.header("x-algolia-api-key") ?? c.req.query("x-algolia-api-key") ?? "";
  const appId = c.req.header("x-algolia-application-id") ?? c.req.query("x-algolia-application-id");
  if (appId !== application.appId) throw unknownKey();
  if (isSame(key, application.adminKey)) return open;
  const secured = isSame(key, application.searchKey) ? open : securedAccess(application, key);
  if (!secured) throw unknownKey();
  if (right !== "search") throw new Refusal(403, "Method not allowed with this API key");
  return secured;
}

/** The key must be one for this index, where it names indexes; `products_*` stands for all that begin so. */
export function requireIndex({ restrictedTo }: Access, indexName: string): void {
  const fits = (pattern: string): boolean => (pattern.endsWith("*") ? indexName.startsWith(pattern.slice(0, -1)) : pattern === indexName);
  if (restrictedTo && !restrictedTo.some(fits)) throw new Refusal(403, "Index not allowed with this API key");
}

/** A secured key is base64 of the hexadecimal HMAC-SHA256 of its restrictions under its parent key, followed by them. */
function securedAccess(application: Application, key: string): Access | null {
  const [, mac = "", restrictions = ""] = /^([0-9a-f]{64})(.*)$/s.exec(Buffer.from(key, "base64").toString("utf8")) ?? [];
  if (!mac) return null;
  const expected = createHmac("sha256", application.searchKey).update(restrictions).digest("hex");
  if (!isSame(mac, expected)) return null;
  const params = new URLSearchParams(restrictions);
  const validUntil = params.get("validUntil");
  if (validUntil !== null && Number(validUntil) * 1000 < Date.now())
    throw new Refusal(400, "validUntil parameter expired (less than current date)");
  const filters = params.get("filters") ?? "";
  const indices = params.get("restrictIndices");
  return { fence: (faceting) => testOf({ filters }, faceting), restrictedTo: indices === null ? null : readList(indices) };
}

/** Lists travel as JSON or separated by commas. */
function readList(text: string): string[] {
  return text.startsWith("[") ? z.array(z.string()).parse(JSON.parse(text)) : text.split(",");
}

function isSame(one: string, other: string): boolean {
  const [first, second] = [Buffer.from(one), Buffer.from(other)];
  return first.length === second.length && timingSafeEqual(first, second);
}
