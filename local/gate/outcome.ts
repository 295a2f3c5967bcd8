import { readFile } from "node:fs/promises";
import { z } from "zod";

/** What a step of the gate found. */
export interface Outcome {
  passed: number;
  failed: number;
  skipped: number;
  /** Shown when something failed. */
  output: string;
}

const vitestReport = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
  success: z.boolean(),
});
const playwrightReport = z.object({
  stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number(), skipped: z.number() }),
});

export interface Ran {
  isOk: boolean;
  output: string;
}

/** A check without tests of its own: silent when it passes, one failure when it does not. */
export function outcomeOfCheck({ isOk, output }: Ran): Outcome {
  return { passed: 0, failed: isOk ? 0 : 1, skipped: 0, output };
}

/** Reads Vitest's JSON report. A run that failed without a failed test (a file that does not load, no test at all) counts as one failure. */
export async function outcomeOfVitest(ran: Ran, reportFile: string): Promise<Outcome> {
  const report = await readReport(reportFile, vitestReport);
  if (!report) return outcomeOfCheck({ ...ran, isOk: false });
  const failed = report.numFailedTests + (report.numFailedTests === 0 && (!ran.isOk || !report.success) ? 1 : 0);
  return { passed: report.numPassedTests, failed, skipped: report.numPendingTests, output: ran.output };
}

/** Reads Playwright's JSON report. A journey that passed only when tried again counts as failed. */
export async function outcomeOfPlaywright(ran: Ran, reportFile: string): Promise<Outcome> {
  const report = await readReport(reportFile, playwrightReport);
  if (!report) return outcomeOfCheck({ ...ran, isOk: false });
  const { expected, unexpected, flaky, skipped } = report.stats;
  const failed = unexpected + flaky;
  return { passed: expected, failed: failed + (failed === 0 && !ran.isOk ? 1 : 0), skipped, output: ran.output };
}

async function readReport<Report>(file: string, schema: z.ZodType<Report>): Promise<Report | null> {
  const text = await readFile(file, "utf8").catch(() => "null");
  return schema.nullable().parse(JSON.parse(text));
}
