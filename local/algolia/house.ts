import type { Contract } from "@/local/sandbox/contract";
import type { Records } from "@/local/sandbox/records";
import type { RequestLog } from "@/local/sandbox/request-log";
import type { Application } from "./keys";
import type { Library } from "./library";
import type { Tasks } from "./tasks";

/** What is the same for every request of the sandbox. */
export type House = {
  application: Application;
  records: Records;
  library: Library;
  tasks: Tasks;
  requests: RequestLog;
  /** Where browsers reach the console, a path or an address. */
  siteBase: string;
  /** Requests are checked against the vendor's description where it lies beside the repository. */
  contract: Contract | null;
  /** A record may have this many bytes of JSON. */
  recordLimitBytes: number;
};
