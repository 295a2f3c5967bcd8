import Link from "next/link";
import type { ReactNode } from "react";
import { Picture } from "@/components/ui/picture";
import type { StoreView } from "@/lib/stores/types";

/** The merchant's logo, or the store's name set in the preset's display face. Leads home. */
export function StoreLogo({ store }: { store: StoreView }): ReactNode {
  const { logo } = store.theme;
  return (
    <Link href="/" className="flex min-h-11 w-fit items-center rounded-sm">
      {logo ? (
        <Picture
          picture={{ ...logo, storeId: store.id }}
          alt={store.name}
          sizes="180px"
          fit="contain"
          isEager
          className="h-9 w-auto max-w-44 lg:h-11"
        />
      ) : (
        <span className="store-heading text-[1.6rem] leading-none lg:text-3xl sinal:uppercase">{store.name}</span>
      )}
    </Link>
  );
}
