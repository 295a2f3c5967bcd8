import { toBuffer } from "bwip-js/node";
import { format } from "date-fns";
import PDFDocument from "pdfkit";
import { printedLine } from "@/local/pagarme/boleto-line";
import type { BoletoMethod, Charge, Customer } from "@/local/pagarme/model";

/** A boleto as it is printed: who is paid, by whom, how much, until when. */
export type Slip = { merchant: string; charge: Charge; method: BoletoMethod };

/** The bar code as a picture (PNG, interleaved 2 of 5 as FEBRABAN prescribes). */
export async function barcodePng(barcode: string): Promise<Buffer> {
  return toBuffer({
    bcid: "interleaved2of5",
    text: barcode,
    scale: 3,
    height: 13,
    includetext: false,
    backgroundcolor: "FFFFFF",
    paddingwidth: 5,
  });
}

/** Label and text of every field of the slip, in the order they are printed. */
export function slipFields({ merchant, charge, method }: Slip): [label: string, text: string][] {
  return [
    ["Beneficiário", merchant],
    ["Vencimento", format(new Date(method.dueAt), "dd/MM/yyyy")],
    ["Valor do documento", new Intl.NumberFormat("pt-BR", { style: "currency", currency: "BRL" }).format(charge.amount / 100)],
    ["Nosso número", method.ourNumber],
    ["Número do documento", method.documentNumber],
    ["Banco", method.bank],
    ["Pagador", payerText(charge.customer)],
    ["Instruções", method.instructions || "—"],
  ];
}

/** The slip as a one-page PDF. */
export async function slipPdf(slip: Slip): Promise<Buffer> {
  const document = new PDFDocument({ size: "A4", margin: 48, info: { Title: `Boleto ${slip.method.documentNumber}` } });
  const whole = collect(document);
  document.font("Helvetica-Bold").fontSize(16).text("Boleto bancário");
  document
    .font("Helvetica")
    .fontSize(9)
    .fillColor("#8a1c1c")
    .text("Ambiente de testes. Este boleto não pode ser pago em um banco.")
    .fillColor("#000");
  document.moveDown().font("Courier-Bold").fontSize(11).text(printedLine(slip.method.line)).moveDown();
  for (const [label, text] of slipFields(slip)) {
    document.font("Helvetica").fontSize(8).fillColor("#555").text(label);
    document.font("Helvetica").fontSize(11).fillColor("#000").text(text).moveDown(0.5);
  }
  document.image(await barcodePng(slip.method.barcode), { width: 400, height: 50 });
  document.end();
  return whole;
}

function collect(document: PDFKit.PDFDocument): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    document.on("data", (chunk: Buffer) => chunks.push(chunk));
    document.on("end", () => resolve(Buffer.concat(chunks)));
    document.on("error", reject);
  });
}

function payerText({ name, document, address }: Customer): string {
  const place = address ? `${address.line_1}, ${address.city} ${address.state}, CEP ${address.zip_code}` : "";
  return [name, document, place].filter(Boolean).join(" · ");
}
