"use client";

import { createContext, type ReactNode, useContext, useState } from "react";

type StoreAddress = { slug: string; setSlug: (slug: string) => void };

const StoreAddressContext = createContext<StoreAddress>({ slug: "", setSlug: () => undefined });

/** Lets the sign over the shop window show what is typed into the address field. */
export function StoreAddressProvider({ initialSlug = "", children }: { initialSlug?: string; children: ReactNode }): ReactNode {
  const [slug, setSlug] = useState(initialSlug);

  return <StoreAddressContext value={{ slug, setSlug }}>{children}</StoreAddressContext>;
}

export function useStoreAddress(): StoreAddress {
  return useContext(StoreAddressContext);
}
