// biome-ignore-all lint/a11y/noRedundantRoles: a phone shows rows as cards (`display: block`), and browsers drop native table roles with the native display.

import { ArrowDown, ArrowUp, ChevronsUpDown } from "lucide-react";
import Link from "next/link";
import type { ComponentProps, ReactNode } from "react";
import { cn } from "./cn";

/** A table that becomes a list of cards on a phone; there, each cell shows the label it was given. */
export function Table({ className, children, ...rest }: ComponentProps<"table">): ReactNode {
  return (
    <div className="overflow-x-auto">
      <table role="table" className={cn("w-full border-collapse text-sm max-md:block", className)} {...rest}>
        {children}
      </table>
    </div>
  );
}

export function TableHead({ children }: { children: ReactNode }): ReactNode {
  return (
    <thead className="border-border border-b text-left text-text-muted text-xs max-md:sr-only">
      <tr>{children}</tr>
    </thead>
  );
}

export function TableBody({ className, ...rest }: ComponentProps<"tbody">): ReactNode {
  return <tbody role="rowgroup" className={cn("divide-y divide-border max-md:block", className)} {...rest} />;
}

/** A row. On a phone it is a card: the cell marked `isPrimary` on top, the others as label and value. */
export function TableRow({ className, ...rest }: ComponentProps<"tr">): ReactNode {
  return (
    <tr
      role="row"
      className={cn(
        "group relative transition-colors focus-within:bg-muted/60 hover:bg-muted/60 has-checked:bg-accent-soft",
        "max-md:flex max-md:flex-col max-md:gap-1 max-md:px-4 max-md:py-3.5 max-md:has-data-leading:pl-13",
        className,
      )}
      {...rest}
    />
  );
}

export type Sort = { key: string; direction: "asc" | "desc" };

export type HeaderCellProps = {
  children: ReactNode;
  align?: "start" | "end";
  sort?: { href: string; direction?: Sort["direction"] };
  className?: string;
};

/** A column's heading; with `sort` it is a link that orders the list by the column. */
export function HeaderCell({ children, align = "start", sort, className }: HeaderCellProps): ReactNode {
  const Icon = sort?.direction === "asc" ? ArrowUp : sort?.direction === "desc" ? ArrowDown : ChevronsUpDown;

  return (
    <th
      scope="col"
      aria-sort={sort?.direction ? (sort.direction === "asc" ? "ascending" : "descending") : undefined}
      className={cn(
        "h-10 whitespace-nowrap px-3 font-medium first:pl-5 last:pr-5",
        sort && "touch:h-11",
        align === "end" && "text-right",
        className,
      )}
    >
      {sort ? (
        <Link href={sort.href} scroll={false} className="-mx-1 inline-flex items-center gap-1 rounded-sm px-1 py-1 hover:text-text">
          {children}
          <Icon aria-hidden className={cn("size-3.5", !sort.direction && "opacity-50")} />
        </Link>
      ) : (
        children
      )}
    </th>
  );
}

export type CellProps = Omit<ComponentProps<"td">, "align"> & {
  /** What the cell is called on a phone, where there is no heading row. Primary cells need none. */
  label?: string;
  align?: "start" | "end";
  /** The cell that names the row. */
  isPrimary?: boolean;
};

export function Cell({ label, align = "start", isPrimary, className, children, ...rest }: CellProps): ReactNode {
  return (
    <td
      role="cell"
      className={cn(
        "h-14 px-3 py-2 first:pl-5 last:pr-5 max-md:h-auto max-md:p-0 max-md:first:pl-0 max-md:last:pr-0",
        align === "end" && "text-right",
        isPrimary ? "font-medium max-md:text-base" : "max-md:flex max-md:justify-between max-md:gap-4",
        className,
      )}
      {...rest}
    >
      {label ? (
        <span aria-hidden className="text-text-muted md:hidden">
          {label}
        </span>
      ) : null}
      {children}
    </td>
  );
}

/** A narrow cell before the others, for a checkbox. On a phone it stands at the left of the card. */
export function LeadingCell({ className, ...rest }: ComponentProps<"td">): ReactNode {
  return (
    <td
      role="cell"
      data-leading
      className={cn("relative z-10 w-px py-2 pl-5 max-md:absolute max-md:top-1.5 max-md:left-1 max-md:w-auto max-md:p-0", className)}
      {...rest}
    />
  );
}

/** The link that opens the row; the whole row is its target, other controls of the row stay above it. */
export function RowLink({ className, ...rest }: ComponentProps<typeof Link>): ReactNode {
  return (
    <Link
      className={cn(
        "rounded-sm outline-none after:absolute after:inset-0 focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-focus",
        className,
      )}
      {...rest}
    />
  );
}
