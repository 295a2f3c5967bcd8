import type { ReactNode } from "react";
import { requireOpenStore } from "@/lib/stores/entrance";

export default async function Home({ params }: { params: Promise<{ host: string }> }): Promise<ReactNode> {
  const store = await requireOpenStore((await params).host);
  return <main>HOME {store.name}</main>;
}
