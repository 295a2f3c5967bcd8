"use server";

import { refresh } from "next/cache";
import { z } from "zod";
import { dropTags } from "@/lib/cache/refresh";
import { tags } from "@/lib/cache/tags";
import { type FormState, rejected, saved } from "@/lib/core/form-state";
import { memberAction } from "@/lib/identity/member-action";
import { askForRebuild, repairForMember } from "@/lib/search/sync-state";

const nothing = z.object({});

export const repairSearchAction = memberAction("events:write", nothing, async ({ store, member }): Promise<FormState> => {
  const checked = await repairForMember({ storeId: store.id, actorId: member.userId });
  dropTags([tags.catalog(store.id)]);
  refresh();
  return checked.some(({ failure }) => failure !== "") ? rejected({}, {}, "search_unreachable") : saved("repaired");
});

export const rebuildSearchAction = memberAction("events:write", nothing, async ({ store, member }): Promise<FormState> => {
  await askForRebuild({ storeId: store.id, actorId: member.userId });
  refresh();
  return saved("rebuild_asked");
});
