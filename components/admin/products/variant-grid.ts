import { blankVariant, type Draft, type DraftOption, type DraftVariant } from "./draft";

type NewKey = () => string;

/**
 * The draft with other options: variants follow. A combination that stays keeps its variant, one that is new takes its price and
 * settings from its nearest neighbour, one that was removed by hand stays away. Options without values do not count yet.
 */
export function withOptions(draft: Draft, options: DraftOption[], newKey: NewKey): Draft {
  const before = counted(draft.options);
  const after = counted(options);
  if (after.length === 0) return { ...draft, options, variants: [withoutValues(draft.variants[0], newKey)] };

  const placed = new Set<string>();
  const seen = new Set(combinations(before).map((keys) => keys.join(" ")));
  const isSameChoice = before.length === after.length && before.every(({ key }, index) => key === after[index]?.key);
  const variants = combinations(after).flatMap((keys) => {
    const kept = draft.variants.find((variant) => !placed.has(variant.key) && continues(variant, { keys, before, after }));
    if (kept) {
      placed.add(kept.key);
      return { ...kept, valueKeys: keys };
    }
    if (isSameChoice && seen.has(keys.join(" "))) return [];
    return newVariant(draft, keys, newKey);
  });
  return { ...draft, options, variants };
}

function counted(options: readonly DraftOption[]): DraftOption[] {
  return options.filter(({ values }) => values.length > 0);
}

function combinations(options: readonly DraftOption[]): string[][] {
  return options.reduce<string[][]>((rows, { values }) => rows.flatMap((row) => values.map(({ key }) => [...row, key])), [[]]);
}

type Step = { keys: readonly string[]; before: readonly DraftOption[]; after: readonly DraftOption[] };

/** Whether a variant becomes this combination: the same values where both have the option, the first value of an option that is new. */
function continues(variant: DraftVariant, { keys, before, after }: Step): boolean {
  return after.every((option, index) => {
    const place = before.findIndex(({ key }) => key === option.key);
    return keys[index] === (place >= 0 ? variant.valueKeys[place] : option.values[0]?.key);
  });
}

function newVariant(draft: Draft, valueKeys: string[], newKey: NewKey): DraftVariant {
  const shared = (variant: DraftVariant) => variant.valueKeys.filter((key) => valueKeys.includes(key)).length;
  const nearest = draft.variants.reduce<DraftVariant | undefined>(
    (best, one) => (best && shared(best) >= shared(one) ? best : one),
    undefined,
  );
  if (!nearest) return { ...blankVariant, key: newKey(), valueKeys };
  const { price, compareAt, cost, weightGrams, requiresShipping, isTracked, allowBackorder } = nearest;
  return { ...blankVariant, price, compareAt, cost, weightGrams, requiresShipping, isTracked, allowBackorder, key: newKey(), valueKeys };
}

function withoutValues(first: DraftVariant | undefined, newKey: NewKey): DraftVariant {
  return first ? { ...first, valueKeys: [] } : { ...blankVariant, key: newKey() };
}

/** Values of a variant as they are written now, in the order of the options that have values. */
export function valuesOfVariant(variant: DraftVariant, options: readonly DraftOption[]): string[] {
  return counted(options).map(({ values }, index) => values.find(({ key }) => key === variant.valueKeys[index])?.value ?? "");
}

/** The draft with one field of all its variants set. */
export function withAllVariants(draft: Draft, patch: Partial<DraftVariant>): Draft {
  return { ...draft, variants: draft.variants.map((variant) => ({ ...variant, ...patch })) };
}

/** The draft with one variant changed. */
export function withVariant(draft: Draft, key: string, patch: Partial<DraftVariant>): Draft {
  return { ...draft, variants: draft.variants.map((variant) => (variant.key === key ? { ...variant, ...patch } : variant)) };
}
