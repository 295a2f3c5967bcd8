import { placeOrder } from "@/lib/checkout/place";
import { toStoreId } from "@/lib/core/ids";
import { chargeAttempt } from "@/lib/payments/charge";
import { pollAttempt } from "@/lib/payments/poll";
import { requireStore } from "@/lib/stores/queries";
import { skipTime } from "./clock";
import type { VictimTask } from "./kills";

/** A process of its own that begins one act of the application and is killed in the middle of it. */
const task = JSON.parse(process.argv[2] ?? "{}") as VictimTask;
skipTime(task.skippedMs);
const storeId = toStoreId(task.storeId);
switch (task.act) {
  case "charge":
    process.stdout.write("begun\n");
    await chargeAttempt(storeId, task.attemptId, { orderUrl: "http://shop.test/orders/t", cardToken: task.cardToken });
    break;
  case "poll":
    process.stdout.write("begun\n");
    await pollAttempt(storeId, task.attemptId, 0);
    break;
  case "place": {
    const placed = await placeOrder(await requireStore(storeId), task.request);
    process.stdout.write(`placed ${placed.ok ? placed.value.orderId : placed.code}\n`);
    break;
  }
}
/** Lives until it is killed: nothing of what it committed was published. */
setInterval(() => undefined, 1000);
