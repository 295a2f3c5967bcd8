import { describe, expect, it } from "vitest";
import { sortFailure } from "@/lib/events/failures";
import { toFailure } from "./resend";

describe("a mail that Resend does not take", () => {
  it.each(["application_error", "rate_limit_exceeded", "daily_quota_exceeded"] as const)("waits while Resend says %s", (name) => {
    expect(sortFailure(toFailure(name))).toMatchObject({ isRetryable: true, cause: "outside" });
  });

  it.each(["validation_error", "invalid_attachment"] as const)("is not tried again after %s, which is about the mail", (name) => {
    expect(sortFailure(toFailure(name))).toMatchObject({ isRetryable: false, cause: "rejected" });
  });

  it("is tried again once somebody has mended our key", () => {
    expect(sortFailure(toFailure("invalid_api_key"))).toMatchObject({ isRetryable: true, cause: "failed" });
  });
});
