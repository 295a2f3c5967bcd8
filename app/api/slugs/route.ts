import { isWithinLimit } from "@/lib/security/rate-limit";
import { checkSlug } from "@/lib/stores/availability";
import { requestAddress } from "@/lib/stores/request-host";

/** `GET ?slug=`: whether a store's address is free. 429 when asked too often. */
export async function GET(request: Request): Promise<Response> {
  if (!(await isWithinLimit("slugCheck", await requestAddress()))) return Response.json({ status: "unknown" }, { status: 429 });
  const answer = await checkSlug((new URL(request.url).searchParams.get("slug") ?? "").slice(0, 100));
  if (answer.available) return Response.json({ status: "free" });
  const status = answer.code === "slug_taken" ? "taken" : "invalid";
  return Response.json({ status, code: answer.code, suggestion: answer.suggestion });
}
