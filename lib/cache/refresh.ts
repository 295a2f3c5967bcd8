import { revalidateTag, updateTag } from "next/cache";

/** Drops the pages and data with these tags, so that the next request renders anew. For consumers and routes. */
export function dropTags(tags: readonly string[]): void {
  for (const tag of new Set(tags)) revalidateTag(tag, { expire: 0 });
}

/** The same within a server action, for reading what was just written. */
export function dropTagsNow(tags: readonly string[]): void {
  for (const tag of new Set(tags)) updateTag(tag);
}
