import { existsSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { contractsFolder } from "@/tests/contract/contract";

/** What the contract suites check answers against, where it is there. */
const descriptions = ["algolia-search.openapi.yml", "qstash.openapi.yml", "stripe.openapi.json", "vercel-domains.openapi.json"];

describe("the vendors' descriptions", () => {
  it.for(descriptions)("%s is there for the contract suites to check answers against", (file, { skip }) => {
    skip(!existsSync(contractsFolder), `there is no ${contractsFolder}: the contract suites run, and check NO answer against ${file}`);

    expect(existsSync(path.join(contractsFolder, file))).toBe(true);
  });
});
