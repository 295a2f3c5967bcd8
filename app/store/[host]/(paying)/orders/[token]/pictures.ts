import { drawingSVG, interleaved2of5 } from "bwip-js/generic";
import { toString as drawQr } from "qrcode";
import { barcodeOf } from "@/lib/payments/boleto-line";

/** The QR code of a Pix, as the address of a picture. Black on white whatever the theme: phones read it best so. */
export async function qrUrlOf(code: string): Promise<string> {
  return toUrl(await drawQr(code, { type: "svg", errorCorrectionLevel: "M", margin: 2 }));
}

/** The bar code of a boleto's line: Interleaved 2 of 5 in FEBRABAN's shape, 103 wide for 13 high. Null for a line that is none. */
export function barcodeUrlOf(line: string): string | null {
  const text = barcodeOf(line);
  return (
    text && toUrl(interleaved2of5({ bcid: "interleaved2of5", text, height: 18, paddingwidth: 5, backgroundcolor: "FFFFFF" }, drawingSVG()))
  );
}

function toUrl(svg: string): string {
  return `data:image/svg+xml;base64,${Buffer.from(svg).toString("base64")}`;
}
