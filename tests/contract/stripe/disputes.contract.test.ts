import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { z } from "zod";
import { unknownDisputeWord } from "@/lib/payments/gateways/stripe-disputes";
import type { Stripe } from "@/lib/stripe/client";
import { contractsFolder } from "@/tests/contract/contract";

const description = path.join(contractsFolder, "stripe.openapi.json");
const shape = z.object({
  components: z.object({
    schemas: z.object({ dispute: z.object({ properties: z.object({ status: z.object({ enum: z.array(z.string()).min(5) }) }) }) }),
  }),
});

it.runIf(existsSync(description))("knows every word that Stripe describes for a dispute", () => {
  const { components } = shape.parse(JSON.parse(readFileSync(description, "utf8")));
  const words = components.schemas.dispute.properties.status.enum;
  const unknown = words.filter((status) => unknownDisputeWord([z.custom<Stripe.Dispute>().parse({ status })]) !== null);
  expect(unknown).toEqual([]);
});
