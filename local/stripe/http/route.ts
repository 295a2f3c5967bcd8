import type { z } from "zod";
import type { ApiError } from "@/local/stripe/errors";
import { readForm } from "@/local/stripe/form";
import type { Work } from "@/local/stripe/work";

export type Verb = "GET" | "POST" | "DELETE";

/** What an operation answers: an object (200), or an error that leaves what was done done. */
export type Answer = object | ApiError;

export type Route = {
  verb: Verb;
  /** As in the vendor's description: `/v1/refunds/{id}`. */
  path: string;
  perform(work: Work, raw: unknown, id: string): Promise<Answer>;
};

export type RouteInput<Schema extends z.ZodType> = {
  at: `${Verb} /v1/${string}`;
  params: Schema;
  /** `id` is the path's, empty when it has none. */
  run(work: Work, params: z.output<Schema>, id: string): Promise<Answer>;
};

/** Binds an operation to its address and to the parameters it understands; all others are refused. */
export function route<Schema extends z.ZodType>({ at, params, run }: RouteInput<Schema>): Route {
  const space = at.indexOf(" ");
  return {
    verb: verbOf(at.slice(0, space)),
    path: at.slice(space + 1),
    perform: async (work, raw, id) => run(work, readForm(params, raw), id),
  };
}

function verbOf(word: string): Verb {
  if (word === "GET" || word === "POST" || word === "DELETE") return word;
  throw new Error(`not a verb of this API: ${word}`);
}
