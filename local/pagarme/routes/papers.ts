import { Hono, type Context as HttpContext } from "hono";
import { html } from "hono/html";
import { toBuffer as qrPng } from "qrcode";
import { findAccount } from "@/local/pagarme/accounts";
import { printedLine } from "@/local/pagarme/boleto-line";
import { type Charge, kinds } from "@/local/pagarme/model";
import type { House } from "@/local/pagarme/operation";
import { page } from "@/local/pagarme/pages/layout";
import { barcodePng, type Slip, slipFields, slipPdf } from "@/local/pagarme/slip";

/** Pictures and papers that answers point at. Like the vendor's, they need no key: the charge's id cannot be guessed. */
export function paperRoutes({ records, links }: House): Hono {
  const app = new Hono();

  app.get("/charges/:id/qrcode.png", async (http) => {
    const found = await records.locate<Charge>(kinds.charge, http.req.param("id"));
    if (found?.value.method.type !== "pix") return http.notFound();
    return file(http, await qrPng(found.value.method.code, { width: 480, margin: 2 }), "image/png");
  });

  const withSlip = (render: (http: HttpContext, slip: Slip) => Promise<Response>) => async (http: HttpContext) => {
    const found = await records.locate<Charge>(kinds.charge, http.req.param("id") ?? "");
    if (found?.value.method.type !== "boleto") return http.notFound();
    const merchant = (await findAccount(records, found.scope))?.name ?? "";
    return render(http, { merchant, charge: found.value, method: found.value.method });
  };
  app.get(
    "/charges/:id/barcode.png",
    withSlip(async (http, slip) => file(http, await barcodePng(slip.method.barcode), "image/png")),
  );
  app.get(
    "/charges/:id/boleto.pdf",
    withSlip(async (http, slip) => file(http, await slipPdf(slip), "application/pdf")),
  );
  app.get(
    "/charges/:id/boleto",
    withSlip(async (http, slip) => http.html(page(links.siteBase, "Boleto bancário", slipHtml(links, slip)))),
  );
  return app;
}

function slipHtml({ apiBase, siteBase }: House["links"], slip: Slip): ReturnType<typeof html> {
  const paper = `${apiBase}/charges/${slip.charge.id}`;
  return html`<section class="card">
    <p><code>${printedLine(slip.method.line)}</code></p>
    <table>
      <tbody>${slipFields(slip).map(([label, text]) => html`<tr><th scope="row">${label}</th><td>${text}</td></tr>`)}</tbody>
    </table>
    <p><img src="${paper}/barcode.png" alt="Código de barras" style="background: #fff; padding: 8px; max-width: 100%" /></p>
    <div style="display: flex; gap: 16px"><a href="${paper}/boleto.pdf">PDF</a> <a href="${siteBase}/pay/${slip.charge.id}">Pay this boleto in the sandbox</a></div>
  </section>`;
}

function file(http: HttpContext, content: Buffer, type: string): Response {
  return http.body(new Uint8Array(content), 200, {
    "content-type": type,
    "cache-control": "private, max-age=300",
    "access-control-allow-origin": "*",
  });
}
