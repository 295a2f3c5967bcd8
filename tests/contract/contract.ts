import { existsSync } from "node:fs";
import path from "node:path";
import { type Contract, loadContract } from "@/local/sandbox/contract";

/** The vendors' descriptions lie beside the repository; they are not part of it. `CONTRACTS_FOLDER` names another place. */
export const contractsFolder = process.env.CONTRACTS_FOLDER ?? path.resolve(import.meta.dirname, "../../../shared/contracts");

/**
 * A vendor's description, or null where the folder is not there: suites then run without checking answers against it, and say so
 * (`descriptions.test.ts` skips with words).
 */
export async function findContract(file: string): Promise<Contract | null> {
  const description = path.join(contractsFolder, file);
  return existsSync(description) ? loadContract(description) : null;
}
