"use client";

import { createContext, type ReactNode, useContext, useMemo, useState } from "react";

type PictureChoice = { index: number | null; choose: (index: number | null) => void };

const Context = createContext<PictureChoice>({ index: null, choose: () => undefined });

/** Lets the choice of a variant turn the gallery to the variant's picture. */
export function PictureChoiceProvider({ children }: { children: ReactNode }): ReactNode {
  const [index, choose] = useState<number | null>(null);
  const value = useMemo(() => ({ index, choose }), [index]);
  return <Context value={value}>{children}</Context>;
}

/** The picture that the chosen variant asks for, and the way to ask. */
export function usePictureChoice(): PictureChoice {
  return useContext(Context);
}
