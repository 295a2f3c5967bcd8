import { boletoDrills } from "./drills/boletos";
import { databaseDrills } from "./drills/database";
import { gatewayDrills } from "./drills/gateways";
import { heldMoneyDrills } from "./drills/held-money";
import { holdDrills } from "./drills/holds";
import { merchantDrills } from "./drills/merchants";
import { noticeDrills } from "./drills/notices";
import type { Drill } from "./drills/scene";
import { serviceDrills } from "./drills/services";
import { shopperDrills } from "./drills/shoppers";

/** Every fault of CHECKOUT.md that can be staged on purpose; kills are in kills.ts, and the rest comes by chance in visits.ts and queue.ts. */
export const drills: readonly Drill[] = [
  ...shopperDrills,
  ...noticeDrills,
  ...gatewayDrills,
  ...holdDrills,
  ...boletoDrills,
  ...heldMoneyDrills,
  ...merchantDrills,
  ...databaseDrills,
  ...serviceDrills,
];
