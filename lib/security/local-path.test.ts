import fc from "fast-check";
import { expect, test } from "vitest";
import { localPath } from "./local-path";

const origin = "https://vitrine.example";

test.each(["/admin", "/admin/aurora/orders?page=2#top", "/", "/a/../b"])("%s stays on this host", (path) => {
  const local = localPath(path, "/fallback");
  expect(local).toBe(new URL(path, origin).href.slice(origin.length));
});

test.each([
  null,
  undefined,
  "",
  "admin",
  "https://evil.example",
  "//evil.example",
  "/\\evil.example",
  "/..//evil.example",
  "/.//evil.example",
  "/./\\evil.example",
  "/%2e//evil.example",
  "/\t/evil.example",
  "/\n/evil.example",
  "javascript:alert(1)",
  " /admin",
])("%j leads to the fallback", (path) => {
  expect(localPath(path, "/fallback")).toBe("/fallback");
});

test("no text leads off this host", () => {
  const part = fc.constantFrom("/", "\\", ".", "..", "%2e", "%2f", "%5c", "evil.example", "@", ":", "?", "#", "\t", "https:", "a");
  fc.assert(
    fc.property(fc.array(part, { maxLength: 9 }), (parts) => {
      const local = localPath(`/${parts.join("")}`, "/fallback");
      expect(new URL(local, origin).origin).toBe(origin);
    }),
    { numRuns: 5000 },
  );
});
