import { connection } from "next/server";
import { answerPermission } from "@/lib/domains/permission-request";

/** `?domain=`: whether the machine's own proxy may have a certificate for a name. Answers this machine alone. */
export async function GET(request: Request): Promise<Response> {
  await connection();
  return answerPermission(request);
}
