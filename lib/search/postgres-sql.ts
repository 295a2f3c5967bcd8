import { liveGenerationSql } from "@/lib/catalog/live-documents";
import type { StoreId } from "@/lib/core/ids";
import type { Locale } from "@/lib/core/locale";
import { Prisma } from "@/lib/db/generated/client";
import { singularsOf } from "./plurals";
import { priceSteps } from "./prices";
import type { Filters, PriceRange, SearchQuery, Sort } from "./types";
import { configurationOf } from "./write-documents";

type Sql = Prisma.Sql;

const everything = Prisma.sql`true`;
const facetSize = 40;

/** What is looked for: words (normalised letters and digits) within a store, or within one of its collections. */
export type Scope = { storeId: StoreId; locale: Locale; terms: readonly string[]; collectionId: string | null };

/**
 * The CTE `asked`: every word must be found, by its stem or its singular's, as the beginning of a word, or as its singular; words
 * without meaning of their own ("de", "the") are left out unless there are no others.
 */
export function askedCte({ locale, terms }: Scope): Sql {
  const config = configurationOf(locale);
  const singulars = terms.map((term) => singularsOf(term, locale).join(" "));
  return Prisma.sql`asked as materialized (
    select string_agg(case when stem = '' then plain else '(' || concat_ws(' | ', stem, plain, singular) || ')' end, ' & ' order by place)::tsquery as query
    from (select place, stem, plain, singular, bool_and(stem = '') over () as is_all_small
          from (select place, plainto_tsquery(${config}::regconfig, term)::text as stem, '''' || term || ''':*' as plain, (
                  select string_agg(concat_ws(' | ', '''' || one || '''', nullif(plainto_tsquery(${config}::regconfig, one)::text, '')), ' | ')
                  from unnest(string_to_array(singulars, ' ')) as one) as singular
                from unnest(${[...terms]}::text[], ${singulars}::text[]) with ordinality as typed(term, singulars, place)) as words) as judged
    where stem <> '' or is_all_small)`;
}

/** The documents that are looked at before any filter. */
export function scopeCondition({ storeId, terms, collectionId }: Scope): Sql {
  const parts = [Prisma.sql`d.store_id = ${storeId}::uuid and d.generation = ${liveGenerationSql(storeId)}`, Prisma.sql`d.is_visible`];
  if (collectionId) parts.push(Prisma.sql`d.collection_ids @> array[${collectionId}::uuid]`);
  if (terms.length > 0) parts.push(Prisma.sql`d.search_vector @@ (select query from asked)`);
  return and(parts);
}

/** One condition per group of filters, so that each facet can be counted without its own. */
export type Group = { kind: "price" | "vendor" | "type" | "available" | "option"; name: string; condition: Sql };

/** The conditions of the filters that are set. */
export function groupsOf(filters: Filters): Group[] {
  const { prices, vendors, types, isAvailableOnly, options } = filters;
  const groups: (Group | null)[] = [
    prices.length > 0 ? { kind: "price", name: "", condition: Prisma.join(prices.map(inRange), " or ", "(", ")") } : null,
    vendors.length > 0 ? { kind: "vendor", name: "", condition: Prisma.sql`d.vendor = any(${vendors}::text[])` } : null,
    types.length > 0 ? { kind: "type", name: "", condition: Prisma.sql`d.product_type = any(${types}::text[])` } : null,
    isAvailableOnly ? { kind: "available", name: "", condition: Prisma.sql`d.is_available` } : null,
    ...Object.entries(options).map(([name, values]): Group => {
      const pairs = values.map((value) => `${name}:${value}`);
      return { kind: "option", name, condition: Prisma.sql`d.option_pairs && ${pairs}::text[]` };
    }),
  ];
  return groups.filter((group) => group !== null);
}

function inRange({ from, to }: PriceRange): Sql {
  const start = Prisma.sql`d.min_price_cents >= ${from * 100}`;
  return to === null ? start : Prisma.sql`(${start} and d.min_price_cents < ${to * 100})`;
}

const newest = Prisma.sql`d.published_at desc, d.product_id desc`;

const orders: Record<Exclude<Sort, "relevance" | "featured">, Sql> = {
  "best-selling": Prisma.sql`d.sales_count desc, ${newest}`,
  newest,
  "price-asc": Prisma.sql`d.min_price_cents asc, ${newest}`,
  "price-desc": Prisma.sql`d.min_price_cents desc, ${newest}`,
};

/** Weights of description, (none), facts and title. */
const relevance = Prisma.sql`ts_rank('{0.05, 0.1, 0.4, 1.0}', d.search_vector, (select query from asked)) desc`;

function orderOf(sort: Sort, scope: Scope): Sql {
  if (sort === "relevance" && scope.terms.length > 0) return Prisma.sql`${relevance}, d.is_available desc, d.sales_count desc, ${newest}`;
  if (sort !== "relevance" && sort !== "featured") return orders[sort];
  if (!scope.collectionId) return Prisma.sql`d.is_featured desc, d.sales_count desc, ${newest}`;
  return Prisma.sql`(select place.position from collection_product place where place.store_id = d.store_id
    and place.collection_id = ${scope.collectionId}::uuid and place.product_id = d.product_id) asc nulls last, ${newest}`;
}

/** One page of cards. */
export function cardsSql(scope: Scope, query: Pick<SearchQuery, "filters" | "sort" | "page" | "pageSize">): Sql {
  const { filters, sort, page, pageSize } = query;
  const conditions = [scopeCondition(scope), ...groupsOf(filters).map((group) => group.condition)];
  return Prisma.sql`with ${askedCte(scope)} select d.card from search_document d where ${and(conditions)}
    order by ${orderOf(sort, scope)} limit ${pageSize} offset ${(page - 1) * pageSize}`;
}

export type CountRow = { kind: string; value: string; count: number };

/**
 * All counts in one statement: of the scope, of the result, and of every facet (each without its own filter). Of vendors and types
 * the most frequent are counted, and those that are chosen.
 */
export function countsSql(scope: Scope, filters: Filters): Sql {
  const groups = groupsOf(filters);
  const columns = groups.map((group, index) => Prisma.sql`, ${group.condition} as ${flag(index)}`);
  const without = (kind: Group["kind"] | null) => and(groups.flatMap((group, index) => (group.kind === kind ? [] : [flag(index)])));
  const selected = groups.flatMap((group, index) => (group.kind === "option" ? [{ name: group.name, index }] : []));
  const pairFits = and([
    without("option"),
    ...selected.map(({ name, index }) => Prisma.sql`(${flag(index)} or starts_with(pair, ${`${name}:`}))`),
  ]);
  const ofColumn = (kind: "vendor" | "type", { column, chosen }: { column: Sql; chosen: readonly string[] }) => Prisma.sql`
    (select ${kind}, value, count from (
        select ${column} as value, count(*)::int as count, row_number() over (order by count(*) desc, ${column}) as place
        from found where ${column} <> '' and ${without(kind)} group by 1) as counted
      where place <= ${facetSize} or value = any(${[...chosen]}::text[]) order by place)`;
  return Prisma.sql`with ${askedCte(scope)}, found as materialized (
      select d.vendor, d.product_type, d.option_pairs, d.min_price_cents, d.is_available ${Prisma.join(columns.length > 0 ? columns : [Prisma.empty], "")}
      from search_document d where ${scopeCondition(scope)})
    select 'scope' as kind, '' as value, count(*)::int as count from found
    union all select 'total', '', count(*)::int from found where ${without(null)}
    union all select 'available', '1', count(*)::int from found where is_available and ${without("available")}
    union all select 'price', width_bucket(min_price_cents, ${priceSteps.map((step) => step * 100)}::int[])::text, count(*)::int
      from found where ${without("price")} group by 2
    union all ${ofColumn("vendor", { column: Prisma.sql`vendor`, chosen: filters.vendors })}
    union all ${ofColumn("type", { column: Prisma.sql`product_type`, chosen: filters.types })}
    union all (select 'option', pair, count(*)::int from found, unnest(option_pairs) as pair where ${pairFits} group by 2 order by 3 desc, 2 limit 200)`;
}

/** Words of the store that resemble what was typed, the likelier first: for mending typing errors. */
export function similarWordsSql({ storeId, terms }: Scope): Sql {
  return Prisma.sql`
    select term, word from (
      select term, word, row_number() over (partition by term order by similarity(term, word) desc, count(*) desc) as place
      from unnest(${[...terms]}::text[]) as term
      join search_document d on d.store_id = ${storeId}::uuid and d.generation = ${liveGenerationSql(storeId)} and d.is_visible and word_similarity(term, d.words) > 0.3
      cross join lateral unnest(string_to_array(d.words, ' ')) as word
      where similarity(term, word) > 0.15
      group by term, word) as near
    where place <= 30 order by term, place`;
}

function flag(index: number): Sql {
  return Prisma.raw(`fits_${index}`);
}

function and(parts: readonly Sql[]): Sql {
  return parts.length === 0 ? everything : Prisma.join([...parts], " and ");
}
