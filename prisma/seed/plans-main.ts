import { disconnect } from "@/lib/db/clients";
import { seedPlans } from "./plans";

/** `npm run seed:plans`: writes the plan catalogue. Can be run again: it adds what is missing. */
seedPlans()
  .catch((error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  })
  .finally(disconnect);
