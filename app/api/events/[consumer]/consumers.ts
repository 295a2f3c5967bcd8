import type { Consumer } from "@/lib/events/consume";
import type { ConsumerName } from "@/lib/events/routes";

/** Who runs for each consumer of lib/events/routes.ts; a missing one does not compile. */
export const consumers: Record<ConsumerName, Consumer> = {};
