import { createHash } from "node:crypto";
import { expect, it } from "vitest";
import { earlyPressHash, earlyPressScript } from "./early-press";

it("the policy's hash is the script's own: browsers would refuse it otherwise", () => {
  expect(earlyPressHash).toBe(`sha256-${createHash("sha256").update(earlyPressScript).digest("base64")}`);
});
