"use server";

import { z } from "zod";
import { dropTagsNow } from "@/lib/cache/refresh";
import { tags } from "@/lib/cache/tags";
import { sanitizeRichText } from "@/lib/catalog/rich-text";
import { echoValues, type FormState, rejected, saved } from "@/lib/core/form-state";
import { memberAction } from "@/lib/identity/member-action";
import { savePage } from "@/lib/stores/commands";
import { pageInput } from "@/lib/stores/schema";

const input = pageInput.extend({ id: z.uuid(), isPublished: z.literal("on").optional() });

export const savePageAction = memberAction(
  "settings:write",
  input,
  async ({ store, member }, { id, title, body, isPublished }, form): Promise<FormState> => {
    const done = await savePage(store, { id, title, bodyHtml: sanitizeRichText(body), isPublished: isPublished === "on" }, member.userId);
    if (!done.ok) return rejected({}, echoValues(form), done.code);
    dropTagsNow([tags.store(store.id)]);
    return saved();
  },
);
