import { Secret } from "otpauth";
import { describe, expect, test } from "vitest";
import { codeAt, enrolmentUri, newRecoveryCode, newSecret, readRecoveryCode, stepOfCode } from "./one-time-code";

/** RFC 6238, appendix B, SHA-1: eight digits there, of which an app shows the last six. */
const secret = Secret.fromUTF8("12345678901234567890").base32;
const vectors = [
  [59, "287082"],
  [1_111_111_109, "081804"],
  [1_111_111_111, "050471"],
  [1_234_567_890, "005924"],
  [2_000_000_000, "279037"],
  [20_000_000_000, "353130"],
] as const;

describe("a one-time code", () => {
  test.each(vectors)("at %i is the one of RFC 6238", (seconds, code) => {
    const moment = new Date(seconds * 1000);
    expect(codeAt(secret, moment)).toBe(code);
    expect(stepOfCode(secret, code, moment)).toBe(Math.floor(seconds / 30));
  });

  test("is good one step early and one step late, and tells its own step", () => {
    const moment = new Date(1_700_000_000_000);
    const step = Math.floor(moment.getTime() / 30_000);
    for (const off of [-1, 0, 1])
      expect(stepOfCode(secret, codeAt(secret, new Date(moment.getTime() + off * 30_000)), moment)).toBe(step + off);
    for (const off of [-2, 2]) expect(stepOfCode(secret, codeAt(secret, new Date(moment.getTime() + off * 30_000)), moment)).toBeNull();
  });

  test.each(["", "12345", "1234567", "abcdef", "28708²", "287082; drop"])("is not %j", (code) => {
    expect(stepOfCode(secret, code, new Date(59_000))).toBeNull();
  });

  test("may be typed with the gap that apps show", () => {
    expect(stepOfCode(secret, "287 082", new Date(59_000))).toBe(1);
  });

  test("belongs to a secret of 160 bits, which differs each time and is in the address for the app", () => {
    const made = newSecret();
    expect(made).toMatch(/^[A-Z2-7]{32}$/);
    expect(newSecret()).not.toBe(made);
    const uri = new URL(enrolmentUri(made, "ana+shop@example.com"));
    expect(uri.protocol).toBe("otpauth:");
    expect(decodeURIComponent(uri.pathname)).toContain("Vitrine:ana+shop@example.com");
    expect(uri.searchParams.get("secret")).toBe(made);
  });
});

describe("a recovery code", () => {
  test("is read however it is typed", () => {
    const code = newRecoveryCode();
    expect(code).toMatch(/^[0-9a-hjkmnp-tv-z]{4}(-[0-9a-hjkmnp-tv-z]{4}){3}$/);
    expect(readRecoveryCode(` ${code.toUpperCase().replaceAll("-", " ")} `)).toBe(code);
    expect(readRecoveryCode(code.replaceAll("0", "O").replaceAll("1", "l"))).toBe(code);
  });

  test.each(["", "123456", "abcd-efgh-jkmn", "abcd-efgh-jkmn-pqrs-tvwx"])("is not %j", (typed) => {
    expect(readRecoveryCode(typed)).toBeNull();
  });
});
