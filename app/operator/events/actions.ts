"use server";

import { z } from "zod";
import { discardLetters, rehearseLetter, replayLetters } from "@/app/api/events/letter-acts";
import { bulkInput, reasonInput } from "@/lib/events/letter-params";
import { operatorAction } from "@/lib/identity/operator-action";
import { requestLocale } from "@/lib/identity/session";
import type { SignedIn } from "@/lib/identity/sessions";

const target = z.object({ id: z.uuid() });
const withReason = z.object({ reason: reasonInput });
/** The console shows all stores, or one. */
const ofStore = z.object({ storeId: z.uuid().nullable().default(null) });
const actorOf = (operator: SignedIn) => ({ actor: { id: operator.userId, kind: "operator" as const } });

export const replayAnyAction = operatorAction(target, async (operator, { id }) =>
  replayLetters({ ...actorOf(operator), storeId: null, id }, await requestLocale()),
);

export const discardAnyAction = operatorAction(target.and(withReason), async (operator, { id, reason }) =>
  discardLetters({ ...actorOf(operator), storeId: null, id }, reason, await requestLocale()),
);

export const rehearseAnyAction = operatorAction(target, async (operator, { id }) =>
  rehearseLetter({ ...actorOf(operator), storeId: null, id }, await requestLocale()),
);

export const replayAllOfAnyAction = operatorAction(bulkInput.and(ofStore), async (operator, { storeId, ...filter }) =>
  replayLetters({ ...actorOf(operator), storeId, filter }, await requestLocale()),
);

export const discardAllOfAnyAction = operatorAction(
  bulkInput.and(ofStore).and(withReason),
  async (operator, { reason, storeId, ...filter }) =>
    discardLetters({ ...actorOf(operator), storeId, filter }, reason, await requestLocale()),
);
