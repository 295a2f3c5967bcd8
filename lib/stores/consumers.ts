import { dropTags } from "@/lib/cache/refresh";
import { tags } from "@/lib/cache/tags";
import { type Consumer, outsideConsumer } from "@/lib/events/consume";
import { listHosts } from "./queries";

/** Everything of a store whose name, look, pages, payments or hosts changed. */
export const refreshStore: Consumer = outsideConsumer("refresh-store", "store.changed", async ({ payload }) => {
  const hosts = await listHosts(payload.storeId);
  dropTags([tags.store(payload.storeId), ...hosts.map(tags.host)]);
});
