import { findPostalCode } from "@/lib/checkout/postal-code";
import { isWithinLimit } from "@/lib/security/rate-limit";
import { requestAddress } from "@/lib/stores/request-host";
import { requireShopperContext } from "@/lib/stores/shopper-action";

/** The address of a CEP, for the checkout's form; null when it is not known, and the shopper types it. */
export async function GET(request: Request): Promise<Response> {
  const { host } = await requireShopperContext();
  if (!(await isWithinLimit("search", `cep:${host}:${await requestAddress()}`))) return new Response(null, { status: 429 });
  const found = await findPostalCode(new URL(request.url).searchParams.get("code") ?? "");
  return Response.json(found, { headers: { "Cache-Control": found ? "private, max-age=86400" : "no-store" } });
}
