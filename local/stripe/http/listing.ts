import { z } from "zod";
import type { Kind } from "@/local/sandbox/records";
import { invalidRequest, resourceMissing } from "@/local/stripe/errors";
import { expand, type Page, page, text } from "@/local/stripe/form";
import { type Route, route } from "@/local/stripe/http/route";
import { search } from "@/local/stripe/http/search";
import type { List } from "@/local/stripe/stored";
import { need, type Work } from "@/local/stripe/work";

type Listed = { id: string; created?: number };

/** One page of a collection, newest first: https://docs.stripe.com/api/pagination */
export async function listPage<Value extends Listed>(
  work: Work,
  kind: Kind<Value>,
  asked: Page & { where?: object; url: string },
): Promise<List<Value>> {
  const limit = asked.limit ?? 10;
  if (limit < 1 || limit > 100) throw invalidRequest("Invalid limit: must be between 1 and 100.", { param: "limit" });
  await checkCursor(work, kind, asked);

  const isBackwards = asked.ending_before !== undefined;
  const found = await work.shelf.list(kind, {
    where: asked.where ?? {},
    limit: 1000,
    order: isBackwards ? "oldest" : "newest",
    ...(asked.starting_after ? { olderThan: asked.starting_after } : {}),
    ...(asked.ending_before ? { newerThan: asked.ending_before } : {}),
  });
  const matching = found.filter((value) => isCreatedWithin(value.created, asked.created));
  const data = matching.slice(0, limit);
  return { object: "list", data: isBackwards ? data.toReversed() : data, has_more: matching.length > limit, url: asked.url };
}

async function checkCursor<Value extends object>(work: Work, kind: Kind<Value>, asked: Page): Promise<void> {
  const cursor = asked.starting_after ?? asked.ending_before;
  if (cursor && !(await work.shelf.get(kind, cursor)))
    throw resourceMissing(kind.name, cursor, asked.starting_after ? "starting_after" : "ending_before");
}

function isCreatedWithin(created: number | undefined, asked: Page["created"]): boolean {
  if (asked === undefined || created === undefined) return true;
  if (typeof asked === "number") return created === asked;

  const { gt = -Infinity, gte = -Infinity, lt = Infinity, lte = Infinity } = asked;
  return created > gt && created >= gte && created < lt && created <= lte;
}

/** `GET /v1/things` with filters that must be equal to the field of the same name. */
export function listRoute<Value extends Listed>(path: `/v1/${string}`, kind: Kind<Value>, filters: Filters = {}): Route {
  return route({
    at: `GET ${path}`,
    params: z.strictObject({ ...filters, ...page }),
    run: (work, { created, ending_before, limit, starting_after, expand: _expand, ...where }) =>
      listPage(work, kind, { created, ending_before, limit, starting_after, where, url: path }),
  });
}

type Filters = Record<string, z.ZodType<string | boolean | undefined>>;

/** `GET /v1/things/{id}` */
export function retrieveRoute<Value extends object>(path: `/v1/${string}`, kind: Kind<Value>): Route {
  return route({ at: `GET ${path}/{id}`, params: z.strictObject(expand), run: (work, _params, id) => need(work, kind, id) });
}

/** `GET /v1/things/search` */
export function searchRoute<Value extends Listed>(path: `/v1/${string}`, kind: Kind<Value>): Route {
  return route({
    at: `GET ${path}/search`,
    params: z.strictObject({ ...expand, query: text, limit: page.limit, page: text.optional() }),
    run: async (work, { query, limit = 10 }) => {
      const found = search(await work.shelf.list(kind, { limit: 1000 }), query);
      return {
        object: "search_result",
        data: found.slice(0, limit),
        has_more: found.length > limit,
        next_page: null,
        url: `${path}/search`,
        total_count: found.length,
      };
    },
  });
}
