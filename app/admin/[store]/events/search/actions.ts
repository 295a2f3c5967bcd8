"use server";

import { refresh } from "next/cache";
import { z } from "zod";
import { dropTags } from "@/lib/cache/refresh";
import { tags } from "@/lib/cache/tags";
import { type FormState, rejected, saved } from "@/lib/core/form-state";
import { translator } from "@/lib/i18n/translator";
import { memberAction } from "@/lib/identity/member-action";
import { askForRebuild, repairForMember } from "@/lib/search/sync-state";

const nothing = z.object({});

export const repairSearchAction = memberAction("events:write", nothing, async ({ store, member, locale }): Promise<FormState> => {
  const checked = await repairForMember({ storeId: store.id, actorId: member.userId });
  dropTags([tags.catalog(store.id)]);
  refresh();
  if (checked.some(({ failure }) => failure !== "")) return rejected({}, {}, "search_unreachable");
  const count = checked.reduce((sum, { found, left }) => sum + found.driftCount - left.driftCount, 0);
  return { ...saved("repaired"), values: { done: translator(locale, "search-sync")("repair.done", { count }) } };
});

export const rebuildSearchAction = memberAction("events:write", nothing, async ({ store, member, locale }): Promise<FormState> => {
  await askForRebuild({ storeId: store.id, actorId: member.userId });
  refresh();
  return { ...saved("rebuild_asked"), values: { done: translator(locale, "search-sync")("rebuild.done") } };
});
