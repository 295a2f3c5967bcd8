"use server";

import { refresh } from "next/cache";
import { z } from "zod";
import { dropTagsNow } from "@/lib/cache/refresh";
import { tags } from "@/lib/cache/tags";
import { echoValues, type FormState, rejected, saved } from "@/lib/core/form-state";
import { addDomain, checkNow, removeDomain } from "@/lib/domains/commands";
import { makePrimary } from "@/lib/domains/primary";
import { memberAction } from "@/lib/identity/member-action";
import { listHosts } from "@/lib/stores/queries";

const named = z.object({ name: z.string().max(253) });

export const addDomainAction = memberAction(
  "settings:write",
  z.object({ domain: z.string().max(300, "name_too_long").default("") }),
  async ({ store, member }, { domain }, form): Promise<FormState> => {
    const added = await addDomain({ storeId: store.id, actorId: member.userId }, domain);
    if (!added.ok) return rejected({ domain: added.code }, echoValues(form));
    refresh();
    return saved();
  },
);

export const checkDomainAction = memberAction("settings:write", named, async ({ store }, { name }): Promise<FormState> => {
  const checked = await checkNow(store.id, name);
  refresh();
  return checked.ok ? saved() : rejected({}, {}, checked.code);
});

export const removeDomainAction = memberAction("settings:write", named, async ({ store, member }, { name }): Promise<FormState> => {
  const hosts = await listHosts(store.id);
  const removed = await removeDomain({ storeId: store.id, actorId: member.userId }, name);
  dropTagsNow([tags.store(store.id), ...hosts.map(tags.host)]);
  refresh();
  return removed.ok ? saved() : rejected({}, {}, removed.code);
});

export const makePrimaryAction = memberAction(
  "settings:write",
  z.object({ host: z.string().max(253) }),
  async ({ store, member }, { host }): Promise<FormState> => {
    const made = await makePrimary({ storeId: store.id, actorId: member.userId }, host);
    dropTagsNow([tags.store(store.id), ...(await listHosts(store.id)).map(tags.host)]);
    refresh();
    return made.ok ? saved() : rejected({}, {}, made.code);
  },
);
