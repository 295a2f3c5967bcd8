import { describe, expect, it } from "vitest";
import { makePerson } from "@/tests/factories/person";
import { changePassword, checkCredentials } from "./commands";
import { passwordSchema } from "./passwords";

describe("changing the password", () => {
  it("takes the present one first, and leaves everything as it was when that is wrong", async () => {
    const { userId, email, password } = await makePerson();
    expect(await changePassword(userId, "not the password", "another long one")).toEqual({ ok: false, code: "wrong_password" });
    expect((await checkCredentials(email, password)).ok).toBe(true);
  });

  it("opens with the new one from then on, and not with the old one", async () => {
    const { userId, email, password } = await makePerson();
    expect((await changePassword(userId, password, "another long one")).ok).toBe(true);
    expect((await checkCredentials(email, "another long one")).ok).toBe(true);
    expect((await checkCredentials(email, password)).ok).toBe(false);
  });

  it("is refused to a person who has none", async () => {
    const { userId } = await makePerson();
    const [first, second] = ["a first long one", "a second long one"];
    expect((await changePassword(userId, first, second)).ok).toBe(false);
  });
});

describe("a password", () => {
  it.each([
    ["nine char", "password_short"],
    ["", "password_short"],
    ["x".repeat(201), "password_long"],
  ])("%j is refused", (password, code) => {
    expect(passwordSchema.safeParse(password).error?.issues[0]?.message).toBe(code);
  });

  it.each(["ten chars!", "ünïcödé ✓ ok", "correct horse battery staple", "x".repeat(200)])("%j is taken as it is", (password) => {
    expect(passwordSchema.parse(password)).toBe(password);
  });
});
