"use client";

import { SlidersHorizontal } from "lucide-react";
import { type ReactNode, useState } from "react";
import { Button } from "@/components/ui/button";
import { Sheet } from "@/components/ui/sheet";

export type FilterSheetProps = {
  label: string;
  /** How many filters are set. */
  count: number;
  /** Words of the button that closes it: "Show 24 products". */
  done: string;
  children: ReactNode;
};

/** The facets of a list on a phone. Where no script runs, the page shows them in place instead (see ProductList). */
export function FilterSheet({ label, count, done, children }: FilterSheetProps): ReactNode {
  const [isOpen, setOpen] = useState(false);

  return (
    <Sheet
      side="bottom"
      title={label}
      open={isOpen}
      onOpenChange={setOpen}
      trigger={
        <Button variant="secondary" className="needs-script lg:hidden">
          <SlidersHorizontal aria-hidden />
          {label}
          {count > 0 ? <span className="rounded-full bg-text px-1.5 text-background text-xs tabular-nums">{count}</span> : null}
        </Button>
      }
      footer={
        <Button width="full" size="lg" onClick={() => setOpen(false)}>
          {done}
        </Button>
      }
    >
      {children}
    </Sheet>
  );
}
