import { NextResponse } from "next/server";
import { equalSecrets } from "@/lib/core/seal";
import { findCachedPreviewToken } from "@/lib/stores/cached";
import { setPreviewCookie } from "@/lib/stores/preview-cookie";
import { requireShopperContext } from "@/lib/stores/shopper-action";

/** The link by which members look into their unpublished store (`previewTokenOf`). A wrong token is a 404. */
export async function GET(_request: Request, { params }: { params: Promise<{ token: string }> }): Promise<Response> {
  const { token } = await params;
  const { store } = await requireShopperContext();
  if (!equalSecrets(token, await findCachedPreviewToken(store.id))) return new Response("Not Found", { status: 404 });

  const response = new NextResponse(null, {
    status: 307,
    headers: { Location: "/", "Cache-Control": "no-store", "Referrer-Policy": "no-referrer" },
  });
  setPreviewCookie(response.cookies, token);
  return response;
}
