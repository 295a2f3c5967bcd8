import { addressOf } from "./installation";
import { type Answer, visit } from "./visitor";

/** The form that puts a product into the cart, as it stands in the page for a browser without a script. */
export async function readCartForm(host: string, product: string): Promise<FormData> {
  const { body } = await visit(host, product);
  const form = body.match(/<form[\s\S]*?<\/form>/g)?.find((text) => text.includes('name="productId"'));
  if (!form) throw new Error(`${host}${product} has no form with a product`);
  const fields = new FormData();
  for (const input of form.match(/<input[^>]*>/g) ?? []) {
    const name = attribute(input, "name");
    const isChosen = attribute(input, "type") !== "radio" || input.includes("checked");
    if (name && isChosen) fields.append(name, attribute(input, "value") ?? "");
  }
  return fields;
}

function attribute(tag: string, name: string): string | null {
  const value = new RegExp(` ${name}="([^"]*)"`).exec(tag)?.[1];
  return value === undefined ? null : value.replaceAll("&quot;", '"').replaceAll("&#x27;", "'").replaceAll("&amp;", "&");
}

/** Sends the form as a browser would from a page of that host, with these headers changed. */
export async function sendCartForm(host: string, product: string, changed: Record<string, string> = {}): Promise<Answer> {
  const form = new Response(await readCartForm(host, product));
  const headers = {
    origin: new URL(addressOf(host)).origin,
    "content-type": form.headers.get("content-type") ?? "",
    ...changed,
  };
  return visit(host, product, { method: "POST", headers, body: Buffer.from(await form.arrayBuffer()) });
}
