"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useEffect, useState } from "react";
import { Button, buttonVariants } from "@/components/ui/button";
import { LinkButton } from "@/components/ui/link-button";
import { Money } from "@/components/ui/money";
import { Sheet } from "@/components/ui/sheet";
import { Skeleton } from "@/components/ui/skeleton";
import type { CartLineView } from "@/lib/cart/types";
import { useStore } from "../store-context";
import type { CartAction } from "./cart-context";
import { CartLine } from "./cart-line";
import { EmptyCart } from "./empty-cart";

type Contents = { lines: CartLineView[]; subtotalCents: number; itemCount: number };

type CartDrawerProps = {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  /** Grows with every change; the contents are asked for again. */
  version: number;
  action: CartAction;
};

/** The cart beside the page: what is in it, what it costs now, and the way to pay. */
export function CartDrawer({ isOpen, onOpenChange, version, action }: CartDrawerProps): ReactNode {
  const t = useTranslations("cart");
  const { contents, hasFailed, retry } = useContents(isOpen, version);
  const isFilled = contents !== null && contents.lines.length > 0;

  return (
    <Sheet
      side="right"
      open={isOpen}
      onOpenChange={onOpenChange}
      title={t("title")}
      footer={isFilled ? <DrawerFoot contents={contents} /> : undefined}
    >
      {hasFailed ? (
        <div className="grid justify-items-center gap-4 py-16 text-center">
          <p className="text-text-muted">{t("failed")}</p>
          <Button variant="secondary" onClick={retry}>
            {t("retry")}
          </Button>
        </div>
      ) : null}
      {contents === null && !hasFailed ? <DrawerSkeleton /> : null}
      {contents !== null && contents.lines.length === 0 ? <EmptyCart onLeave={() => onOpenChange(false)} /> : null}
      {isFilled ? (
        <ul className="divide-y divide-border">
          {contents.lines.map((line) => (
            <CartLine key={line.variantId} line={line} action={action} isCompact />
          ))}
        </ul>
      ) : null}
    </Sheet>
  );
}

function DrawerFoot({ contents }: { contents: Contents }): ReactNode {
  const t = useTranslations("cart");
  const { currency, locale } = useStore();

  return (
    <div className="grid gap-3">
      <p className="flex items-baseline justify-between font-medium">
        {t("subtotal")}
        <Money amountCents={contents.subtotalCents} currency={currency} locale={locale} className="text-lg" />
      </p>
      <p className="text-sm text-text-muted">{t("shippingLater")}</p>
      {contents.itemCount > 0 ? (
        <a href="/checkout" className={buttonVariants({ size: "lg", width: "full" })}>
          {t("checkout")}
        </a>
      ) : null}
      <LinkButton href="/cart" variant="secondary" width="full" prefetch={false}>
        {t("view")}
      </LinkButton>
    </div>
  );
}

function DrawerSkeleton(): ReactNode {
  const t = useTranslations("ui");

  return (
    <div role="status" aria-label={t("loading")} className="grid gap-6 py-4">
      {[1, 2].map((row) => (
        <div key={row} className="flex gap-4">
          <Skeleton className="aspect-product w-20" />
          <div className="grid flex-1 content-start gap-3">
            <Skeleton className="h-4 w-3/4" />
            <Skeleton className="h-4 w-1/3" />
          </div>
        </div>
      ))}
    </div>
  );
}

function useContents(isOpen: boolean, version: number) {
  const [contents, setContents] = useState<Contents | null>(null);
  const [hasFailed, setFailed] = useState(false);
  const [attempt, setAttempt] = useState(0);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a change of the cart and a retry ask again.
  useEffect(() => {
    if (!isOpen) return;
    const request = new AbortController();
    setFailed(false);
    fetchContents(request.signal).then(setContents, () => {
      if (!request.signal.aborted) setFailed(true);
    });
    return () => request.abort();
  }, [isOpen, version, attempt]);

  return { contents, hasFailed, retry: () => setAttempt((count) => count + 1) };
}

async function fetchContents(signal: AbortSignal): Promise<Contents> {
  const response = await fetch("/cart/contents", { signal, cache: "no-store" });
  if (!response.ok) throw new Error(`cart: HTTP ${response.status}`);
  return response.json();
}
