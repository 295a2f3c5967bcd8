import { describe, expect, it } from "vitest";
import { bankAccountForm, toBankAccount } from "./bank-account";

const typed = {
  holderName: "Ana Souza",
  holderDocument: "529.982.247-25",
  bank: "001",
  branch: "1234",
  account: "56789",
  accountDigit: "0",
};

describe("a bank account as people type it", () => {
  it.each([
    ["1234", "1234", ""],
    ["1234-5", "1234", "5"],
    ["12345", "1234", "5"],
    ["1234-x", "1234", "X"],
    ["123-4", "123", "4"],
    [" 0001 ", "0001", ""],
  ])("keeps the check digit of branch %s apart", (branch, number, digit) => {
    const account = toBankAccount(bankAccountForm.parse({ ...typed, branch }));
    expect(account).toMatchObject({ branch: number, branchDigit: digit, holderDocument: "52998224725" });
  });

  it.each([
    ["branch", "123456", "branch_invalid"],
    ["branch", "abc", "branch_invalid"],
    ["branch", "", "required"],
    ["account", "56789-0", "digit_apart"],
  ])("names the field that no bank has: %s %s", (field, value, code) => {
    const parsed = bankAccountForm.safeParse({ ...typed, [field]: value });
    expect(parsed.error?.issues[0]).toMatchObject({ path: [field], message: code });
  });
});
