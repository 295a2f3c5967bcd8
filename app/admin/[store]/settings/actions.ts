"use server";

import { dropTagsNow } from "@/lib/cache/refresh";
import { tags } from "@/lib/cache/tags";
import { type FormState, saved } from "@/lib/core/form-state";
import { memberAction } from "@/lib/identity/member-action";
import { saveSettings } from "@/lib/stores/commands";
import { settingsInput } from "@/lib/stores/schema";

export const saveSettingsAction = memberAction("settings:write", settingsInput, async ({ store, member }, input): Promise<FormState> => {
  await saveSettings(store, input, member.userId);
  dropTagsNow([tags.store(store.id), tags.host(store.primaryHost)]);
  return saved();
});
