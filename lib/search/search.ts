import type { SearchPort } from "./port";
import { postgresSearch } from "./postgres";

/** The search that shoppers use. */
export function searchOf(): SearchPort {
  return postgresSearch;
}
