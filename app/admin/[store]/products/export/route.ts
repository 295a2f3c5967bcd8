import { exportProducts } from "@/lib/catalog/export/products-csv";
import { env } from "@/lib/env";
import { requireMember } from "@/lib/identity/session";
import { addressOf } from "@/lib/stores/hosts";

/** All products as a CSV file in Shopify's format. */
export async function GET(_request: Request, { params }: { params: Promise<{ store: string }> }): Promise<Response> {
  const { store } = await requireMember((await params).store, "catalog:write");
  const parts = exportProducts(store.id, addressOf(store.primaryHost, env().PLATFORM_URL));
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await parts.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
  });
  return new Response(body, {
    headers: {
      "Content-Type": "text/csv; charset=utf-8",
      "Content-Disposition": `attachment; filename="${store.slug}-products.csv"`,
      "Cache-Control": "no-store",
    },
  });
}
