import Stripe from "stripe";
import { describe, expect, it } from "vitest";
import { SearchServiceError } from "@/lib/search/service-error";
import { NotRetryable, OutsideSilent, sortFailure } from "./failures";

const withCode = (code: string, cause?: unknown) => Object.assign(new Error("Ana's order", { cause }), { code });

describe("why a delivery failed", () => {
  it("is what the consumer itself said, and then no retry helps", () => {
    expect(sortFailure(new NotRetryable("malformed", "no such version"))).toEqual({
      isRetryable: false,
      cause: "malformed",
      detail: "no such version",
    });
  });

  it.each(["ECONNREFUSED", "ESOCKET", "ETIMEDOUT", "UND_ERR_CONNECT_TIMEOUT"])("is the world outside for %s", (code) => {
    expect(sortFailure(withCode(code))).toEqual({ isRetryable: true, cause: "outside", detail: code });
  });

  it("is the world outside also where the reason lies deeper", () => {
    const failed = new TypeError("fetch failed", { cause: withCode("ECONNREFUSED") });
    expect(sortFailure(failed)).toMatchObject({ cause: "outside", isRetryable: true });
    expect(sortFailure(new OutsideSilent("the gateway did not answer"))).toMatchObject({ cause: "outside" });
  });

  it("is the world outside where Stripe or the search service does not answer, and ours where they refuse", () => {
    expect(sortFailure(new Stripe.errors.StripeConnectionError({ message: "", type: "api_error" }))).toMatchObject({ cause: "outside" });
    expect(sortFailure(new Stripe.errors.StripeAPIError({ message: "", type: "api_error" }))).toMatchObject({ cause: "outside" });
    expect(sortFailure(new Stripe.errors.StripeInvalidRequestError({ message: "", type: "invalid_request_error" }))).toMatchObject({
      cause: "failed",
    });
    expect(sortFailure(new SearchServiceError("unreachable", "no host answers"))).toMatchObject({ cause: "outside" });
    expect(sortFailure(new SearchServiceError("timeout", "too late"))).toMatchObject({ cause: "outside" });
    expect(sortFailure(new SearchServiceError("refused", "a wrong key"))).toMatchObject({ cause: "failed" });
  });

  it("tells a refused mail and a row that is gone from an error of ours", () => {
    expect(sortFailure(withCode("EENVELOPE"))).toMatchObject({ cause: "rejected", isRetryable: true });
    const answered = (responseCode: number) => Object.assign(withCode("EENVELOPE"), { responseCode });
    expect(sortFailure(answered(550))).toMatchObject({ cause: "rejected", isRetryable: false });
    expect(sortFailure(answered(451))).toMatchObject({ cause: "rejected", isRetryable: true });
    expect(sortFailure(withCode("P2025"))).toMatchObject({ cause: "missing", isRetryable: true });
    expect(sortFailure(new RangeError("Ana's order"))).toEqual({ isRetryable: true, cause: "failed", detail: "RangeError" });
    expect(sortFailure("thrown")).toEqual({ isRetryable: true, cause: "failed", detail: "unknown" });
  });

  it("never carries what an error says, which may be about a person", () => {
    for (const error of [withCode("ESOCKET"), new Error("ana@example.com"), withCode("EENVELOPE")]) {
      expect(JSON.stringify(sortFailure(error))).not.toMatch(/ana/i);
    }
  });

  it("ends with errors that cause each other", () => {
    const error = new Error("one");
    error.cause = error;
    expect(sortFailure(error)).toMatchObject({ cause: "failed" });
  });
});
