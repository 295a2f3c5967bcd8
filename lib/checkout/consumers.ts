import { toStoreId } from "@/lib/core/ids";
import { outsideConsumer } from "@/lib/events/consume";
import { countLateRefusal } from "./pay-guard";

/** A gateway refused a card after the shopper's request was over. Counted twice it is only stricter. */
export const countLateRefusalConsumer = outsideConsumer("count-late-refusal", "payment.refused_late", ({ payload }) =>
  countLateRefusal(toStoreId(payload.storeId), payload.attemptId),
);
