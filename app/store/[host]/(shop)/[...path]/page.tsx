import { notFound, permanentRedirect } from "next/navigation";
import { findCachedRedirect } from "@/lib/stores/cached";
import { placeholderHost, requireOpenStore } from "@/lib/stores/entrance";

type Address = { host: string; path: string[] };

/** One made-up path, so that others are answered when first asked for, and kept. */
export function generateStaticParams(): Address[] {
  return [{ host: placeholderHost, path: ["placeholder"] }];
}

/** Every other path of a store: an old one leads to its new place for good (308), the rest is a true 404. */
export default async function OtherPage({ params }: { params: Promise<Address> }): Promise<never> {
  const { host, path } = await params;
  const store = await requireOpenStore(host);
  const target = await findCachedRedirect(store.id, `/${path.join("/")}`);
  if (target) permanentRedirect(target);
  notFound();
}
