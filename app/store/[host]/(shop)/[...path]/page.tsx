import { notFound } from "next/navigation";
import { requireOpenStore } from "@/lib/stores/entrance";

export function generateStaticParams() {
  return [{ path: ["placeholder"] }];
}
export default async function Other({ params }: { params: Promise<{ host: string; path: string[] }> }): Promise<never> {
  const { host } = await params;
  await requireOpenStore(host);
  notFound();
}
