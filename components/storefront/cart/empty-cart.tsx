"use client";

import { ShoppingBag } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";

/** A cart with nothing in it. */
export function EmptyCart({ onLeave }: { onLeave?: () => void }): ReactNode {
  const t = useTranslations("cart.empty");

  return (
    <EmptyState
      icon={<ShoppingBag strokeWidth={1.5} />}
      title={t("title")}
      action={
        <LinkButton href="/search" onClick={onLeave}>
          {t("action")}
        </LinkButton>
      }
    >
      {t("text")}
    </EmptyState>
  );
}
