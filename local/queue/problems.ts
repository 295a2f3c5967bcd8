import type { PublishFault } from "@/local/queue/publish";
import type { ScheduleFault } from "@/local/queue/schedules";

/** Every reason a request is refused with 400. */
export type Fault =
  | PublishFault
  | ScheduleFault
  | "invalid_date"
  | "invalid_cursor"
  | "invalid_text"
  | "invalid_body"
  | "invalid_flow_control";

const SENTENCES: Partial<Record<Fault, string>> = {
  invalid_destination: "invalid destination url: it must start with http:// or https://, or be the name of a url group",
  unsupported_api: "api destinations (llm, email) are not served here: publish to an address or to a url group",
  forbidden_destination: "destination is not allowed: its origin is not in the list that this server may call",
  unknown_group: "url group not found",
  empty_group: "url group has no endpoints",
  invalid_header: "invalid header: its name or its value is none that HTTP can carry",
  invalid_queue: "invalid queue name: use letters, digits, period, hyphen and underscore",
  invalid_schedule_id: "invalid schedule id: use letters, digits, period, hyphen and underscore",
  invalid_cron: "invalid cron expression",
  invalid_date: "fromDate and toDate must be unix timestamps in milliseconds",
  invalid_text: "names, ids and filters may not hold NUL",
  invalid_cursor: "invalid cursor",
  invalid_body: "invalid request body",
  invalid_flow_control: "invalid flow control limits",
};

/** What the caller is told; a malformed header is named. */
export function sentenceOf(fault: Fault): string {
  return SENTENCES[fault] ?? `invalid ${fault} header`;
}
