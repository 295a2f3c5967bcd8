import type { List } from "@/local/stripe/stored";

/** A list that is complete as it stands. */
export function listOf<Item>(data: Item[], url: string): List<Item> {
  return { object: "list", data, has_more: false, url };
}
