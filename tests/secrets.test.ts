import { execFileSync } from "node:child_process";
import { readFileSync, statSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";

/** What real keys look like, by those who give them out; the sandboxes' and the tests' own are made to look otherwise. */
const shapes = [
  ["a private key", /-----BEGIN (?:RSA |EC |OPENSSH )?PRIVATE KEY-----\s+[A-Za-z0-9+/=\s]{64}/],
  ["a live key of Stripe", /\b[sr]k_live_[0-9A-Za-z]{16,}/],
  ["a test key of Stripe's own making", /\b[sr]k_test_[0-9A-Za-z]{24,}/],
  ["a signing secret of Stripe's webhooks", /\bwhsec_[0-9A-Za-z]{32,}/],
  ["a key of AWS", /\bAKIA[0-9A-Z]{16}\b/],
  ["a token of GitHub", /\bgh[pousr]_[0-9A-Za-z]{36}/],
  ["a token of Vercel Blob", /\bvercel_blob_rw_[0-9A-Za-z]{16,}_[0-9A-Za-z]{20,}/],
  ["a key of Resend", /\bre_[0-9A-Za-z]{8,}_[0-9A-Za-z]{16,}/],
] as const;

/** Certificates of domains that nobody can have (RFC 2606), with their keys: what tests of TLS present. */
const certificateOfNobody = /^tests\/fixtures\/[\w.-]+\.example\.pem$/;

const project = path.resolve(import.meta.dirname, "..");
const largest = 1_000_000;

/** Files that are in the repository, or would be with the next commit. */
function files(): string[] {
  const listed = execFileSync("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], { cwd: project, encoding: "utf8" });
  return listed.split("\0").filter((file) => file && !certificateOfNobody.test(file) && !/\.(webp|png|woff2?|ico)$/.test(file));
}

test("the repository holds no key, and no file of keys", () => {
  const found = files().flatMap((file) => {
    const size = statSync(path.join(project, file), { throwIfNoEntry: false })?.size ?? 0;
    const text = size < largest ? readFileSync(path.join(project, file), "utf8").slice(0, size) : "";
    return shapes.filter(([, shape]) => shape.test(text)).map(([name]) => `${file}: ${name}`);
  });
  expect(found).toEqual([]);
  expect(files().filter((file) => /(^|\/)(\.env(\..+)?|secrets\.json|.*\.pem)$/.test(file) && !file.endsWith(".example"))).toEqual([]);
});

test("and the scan would see one", () => {
  const samples = [`sk_${"live"}_51H8abcdEFGHijkl0`, `AKIA${"ABCDEFGHIJKLMNOP"}`, `ghp_${"a".repeat(36)}`];
  for (const sample of samples) expect(shapes.some(([, shape]) => shape.test(sample))).toBe(true);
});
