import { connection } from "next/server";
import { readReadiness } from "@/lib/events/readiness";

/** Whether the parts behind the process answer: database, age of the oldest waiting event, queue. 503 when the database does not. */
export async function GET(): Promise<Response> {
  await connection();
  const readiness = await readReadiness();
  return Response.json(readiness, { status: readiness.database === "up" ? 200 : 503 });
}
