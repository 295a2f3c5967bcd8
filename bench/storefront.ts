import { request } from "undici";
import { messageOf, Problem } from "@/local/problem";

/** A store as it is reached from this machine: connected to at the platform's address, asked for by its own host. */
export type Storefront = { platform: string; host: string };

export type Answer = { status: number; headers: Record<string, string | string[] | undefined>; body: Buffer };

/** `*.localhost` is not resolved by every machine, so the host travels in the header alone. */
export function storefrontOf({ platform, host }: { platform: string; host: string }): Storefront {
  const { port, origin } = new URL(platform);
  return { platform: origin, host: port ? `${host}:${port}` : host };
}

/** Asks for a path of the store. Throws a {@link Problem} when nothing answers within ten seconds. */
export async function ask({ platform, host }: Storefront, path: string): Promise<Answer> {
  try {
    const timeouts = { headersTimeout: 10_000, bodyTimeout: 10_000 };
    const { statusCode, headers, body } = await request(new URL(path, platform), { headers: { host }, ...timeouts });
    return { status: statusCode, headers, body: Buffer.from(await body.arrayBuffer()) };
  } catch (thrown) {
    throw new Problem(`${platform} does not answer for ${host} (${messageOf(thrown)}): start Vitrine first, or name its address.`, {
      cause: thrown,
    });
  }
}

/** The path of the first product that the store's sitemap names. */
export async function firstProductPath(storefront: Storefront): Promise<string> {
  const { status, body } = await ask(storefront, "/sitemap.xml");
  if (status !== 200) throw new Problem(`The sitemap of ${storefront.host} answers ${status}: is there such a store, and is it open?`);
  const [, path] = /<loc>[^<]*?(\/products\/[^<]+)<\/loc>/.exec(body.toString()) ?? [];
  if (!path) throw new Problem(`${storefront.host} sells nothing yet: its sitemap names no product.`);
  return path;
}
