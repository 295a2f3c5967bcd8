import { expect, test } from "vitest";
import { NotRetryable, OutsideSilent } from "@/lib/events/failures";
import { makeLog } from "./log";
import { describeError } from "./log-error";

function logged(err: unknown): string {
  const lines: string[] = [];
  makeLog("info", { write: (line: string) => lines.push(line) }).error({ err, storeId: "s-1" }, "delivery failed");
  return lines.join("");
}

const refusal = "550 5.1.1 <ana@example.com>: Recipient address rejected";

/** As nodemailer throws it when a server does not take a recipient. */
const ofTheMailServer = Object.assign(new Error(`Can't send mail - all recipients were rejected: ${refusal}`), {
  code: "EENVELOPE",
  responseCode: 550,
  response: refusal,
  rejected: ["ana@example.com"],
  rejectedErrors: [new Error(refusal)],
});
/** As the database's driver does when a value is there already. */
const ofTheDatabase = Object.assign(new Error("Unique constraint failed: (email)=(ana@example.com)"), {
  name: "PrismaClientKnownRequestError",
  code: "P2002",
  meta: { target: ["email"], driverAdapterError: { cause: { detail: "Key (email)=(ana@example.com) already exists" } } },
});

test.each([
  ["a mail server", ofTheMailServer],
  ["the database", ofTheDatabase],
  ["something deeper", new TypeError("ana@example.com failed", { cause: ofTheMailServer })],
  ["several at once", new AggregateError([ofTheMailServer, ofTheDatabase], "ana@example.com failed")],
  ["a plain error of somebody else's", new Error("no user ana@example.com")],
  ["a plain error with a number in it", new Error("CPF 12345678909")],
  ["a word", "ana@example.com"],
])("an error of %s says nothing about a person in the log", (_, error) => {
  expect(logged(error)).not.toMatch(/ana|example|12345678909/i);
});

test("an error says what kind it is, its code, and where it was thrown", () => {
  expect(JSON.parse(logged(ofTheMailServer))).toMatchObject({
    storeId: "s-1",
    err: { type: "Error", code: "EENVELOPE", status: 550, stack: expect.arrayContaining([expect.stringMatching(/^at .*log-error\.test/)]) },
  });
  expect(describeError(new TypeError("x", { cause: ofTheDatabase }))).toMatchObject({
    type: "TypeError",
    cause: { type: "PrismaClientKnownRequestError", code: "P2002" },
  });
});

test("a message of our own is kept", () => {
  expect(describeError(new Error("the queue did not answer in time"))).toMatchObject({ message: "the queue did not answer in time" });
  expect(describeError(new OutsideSilent("the gateway did not answer"))).toMatchObject({ message: "the gateway did not answer" });
  expect(describeError(new NotRetryable("refused", "no such version"))).toMatchObject({ message: "no such version" });
});
