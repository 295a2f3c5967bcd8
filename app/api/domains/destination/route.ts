import { NextResponse } from "next/server";
import { findDestination } from "@/lib/stores/destination";
import { normaliseHost } from "@/lib/stores/hosts";

/** Where a host leads, as any visitor of it would find out. Asked by the middleware, which keeps the answer for a while. */
export async function GET(request: Request): Promise<Response> {
  const host = normaliseHost(new URL(request.url).searchParams.get("host"));
  if (host === null) return NextResponse.json({ error: "no host" }, { status: 400 });
  return NextResponse.json(await findDestination(host), { headers: { "Cache-Control": "no-store" } });
}
