"use server";

import { z } from "zod";
import { discardLetters, rehearseLetter, replayLetters } from "@/app/api/events/letter-acts";
import { bulkInput, reasonInput } from "@/lib/events/letter-params";
import { memberAction } from "@/lib/identity/member-action";
import type { MemberContext } from "@/lib/identity/session";

const target = z.object({ id: z.uuid() });
const withReason = z.object({ reason: reasonInput });
const actorOf = ({ store, member }: MemberContext) => ({ storeId: store.id, actor: { id: member.userId, kind: "member" as const } });

export const replayAction = memberAction("events:write", target, (context, { id }) =>
  replayLetters({ ...actorOf(context), id }, context.locale),
);

export const discardAction = memberAction("events:write", target.and(withReason), (context, { id, reason }) =>
  discardLetters({ ...actorOf(context), id }, reason, context.locale),
);

export const rehearseAction = memberAction("events:write", target, (context, { id }) =>
  rehearseLetter({ ...actorOf(context), id }, context.locale),
);

export const replayAllAction = memberAction("events:write", bulkInput, (context, filter) =>
  replayLetters({ ...actorOf(context), filter }, context.locale),
);

export const discardAllAction = memberAction("events:write", bulkInput.and(withReason), (context, { reason, ...filter }) =>
  discardLetters({ ...actorOf(context), filter }, reason, context.locale),
);
