import { countDeadLetters, type LetterRow, type LetterState, letterStates, lettersPerPage, listDeadLetters } from "./dead-letters";
import { bulkFields, readLetterQuery, type Span, spanNames } from "./letter-params";
import type { LetterScope } from "./letter-scope";
import { lettersPerAct } from "./resolve-letters";

type Counted = { value: string; count: number };

/** What a console of dead letters shows for an address: a page of letters, and how many there are of each kind. */
export type LetterConsole = {
  now: Date;
  rows: LetterRow[];
  total: number;
  page: number;
  pageSize: number;
  /** The filter as it stands in the address. */
  params: Record<string, string | readonly string[]>;
  state: LetterState;
  states: Counted[];
  causes: Counted[];
  consumers: Counted[];
  spans: readonly Span[];
  /** Changes when the counts do. */
  shown: string;
  /** The letters that a bulk act means, as hidden fields, and how many it reaches at most. */
  bulk: { fields: Record<string, string>; most: number };
};

/** Reads what both consoles show, the merchant's with their own letters and the operator's with all. */
export async function readLetterConsole(
  scope: LetterScope,
  address: Readonly<Record<string, string | readonly string[] | undefined>>,
): Promise<LetterConsole> {
  const { filter, since, page, params } = readLetterQuery(address);
  const now = new Date();
  const [list, counts] = await Promise.all([listDeadLetters(scope, filter, page), countDeadLetters(scope, filter)]);
  return {
    ...list,
    ...{ now, page, params, pageSize: lettersPerPage, state: filter.state },
    states: letterStates.map((value) => ({ value, count: counts.states[value] })),
    causes: counts.causes,
    consumers: counts.consumers,
    spans: spanNames,
    shown: JSON.stringify(counts.states),
    bulk: { fields: bulkFields(filter, { since, now }), most: lettersPerAct },
  };
}
