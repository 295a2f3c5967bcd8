import { expect, it } from "vitest";
import { causeOfAnswer } from "./attempts";

it.each([
  [0, "The destination did not answer in time.", "timeout"],
  [0, "context deadline exceeded (Client.Timeout exceeded while awaiting headers)", "timeout"],
  [0, "connect ECONNREFUSED 127.0.0.1:3000", "unreachable"],
  [504, "", "timeout"],
  [502, "Bad gateway: the upstream timed out", "unreachable"],
  [500, JSON.stringify({ cause: "outside", detail: "ETIMEDOUT" }), "outside"],
  [500, "<html>", "failed"],
])("a try that ends with %d and %j is of the cause %s", (status, body, cause) => {
  expect(causeOfAnswer(status, body).cause).toBe(cause);
});
