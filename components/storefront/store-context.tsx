"use client";

import { createContext, type ReactNode, useContext } from "react";

/** What every island of the storefront needs to know of the store. */
export type StoreFacts = { name: string; locale: string; currency: string };

const Context = createContext<StoreFacts | null>(null);

/** Hands the store's facts to the islands below; null on a host that leads to no store. */
export function StoreProvider({ facts, children }: { facts: StoreFacts | null; children: ReactNode }): ReactNode {
  return <Context value={facts}>{children}</Context>;
}

/** The store of this page, or null on a host that leads to none. */
export function useStoreFacts(): StoreFacts | null {
  return useContext(Context);
}

/** The store of this page. Throws where there is none (a bug: the island stands outside of a store). */
export function useStore(): StoreFacts {
  const facts = useContext(Context);
  if (!facts) throw new Error("no store around this component");
  return facts;
}
