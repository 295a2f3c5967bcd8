"use client";

import { useTranslations } from "next-intl";
import { type KeyboardEvent, type ReactNode, useRef, useState } from "react";
import { Checkbox } from "./choice";
import { hrefWith, type SearchParams } from "./search-params";
import { Cell, HeaderCell, LeadingCell, RowLink, type Sort, Table, TableBody, TableHead, TableRow } from "./table";

export type Column = { key: string; label: string; align?: "start" | "end"; isSortable?: boolean; className?: string };

export type Row = {
  id: string;
  /** The page that the row opens. */
  href: string;
  /** What the row is called: its first cell, and the name of its checkbox. */
  name: string;
  /** Before the name: a small picture. */
  picture?: ReactNode;
  /** By column key. The first column shows the name and needs none. */
  cells: Readonly<Record<string, ReactNode>>;
};

export type DataTableProps = {
  /** Says what is listed: "Products". */
  label: string;
  columns: readonly [Column, ...Column[]];
  rows: readonly Row[];
  path: string;
  params: SearchParams;
  sort?: Sort;
  /**
   * Buttons for what can be done with several rows: `<SubmitButton formAction={…}>`. The form sends `ids`, once per
   * chosen row. Leave out when there is nothing of the kind.
   */
  bulkActions?: ReactNode;
};

/**
 * A list of things that open as pages. Order and page live in the address (`sort=name`, `sort=-name`); rows come
 * ready from the server. Arrow keys move between rows, space on a checkbox chooses. Works as links without JavaScript.
 */
export function DataTable({ label, columns, rows, path, params, sort, bulkActions }: DataTableProps): ReactNode {
  const table = (
    <Table aria-label={label}>
      <TableHead>
        {bulkActions ? <SelectAll /> : null}
        {columns.map((column) => (
          <HeaderCell key={column.key} align={column.align} className={column.className} sort={sortLink({ column, path, params, sort })}>
            {column.label}
          </HeaderCell>
        ))}
      </TableHead>
      <TableBody onKeyDown={moveBetweenRows}>
        {rows.map((row) => (
          <ListRow key={row.id} row={row} columns={columns} isSelectable={Boolean(bulkActions)} />
        ))}
      </TableBody>
    </Table>
  );

  return bulkActions ? <Selection actions={bulkActions}>{table}</Selection> : table;
}

function ListRow({ row, columns, isSelectable }: { row: Row; columns: DataTableProps["columns"]; isSelectable: boolean }): ReactNode {
  const t = useTranslations("ui");
  const [first, ...others] = columns;

  return (
    <TableRow>
      {isSelectable ? (
        <LeadingCell>
          <Checkbox name="ids" value={row.id} label={t("selection.row", { name: row.name })} isLabelHidden />
        </LeadingCell>
      ) : null}
      <Cell isPrimary className={first.className}>
        <span className="flex items-center gap-3">
          {row.picture}
          <RowLink href={row.href} data-row-link>
            {row.name}
          </RowLink>
        </span>
      </Cell>
      {others.map((column) => (
        <Cell key={column.key} label={column.label} align={column.align} className={column.className}>
          {row.cells[column.key]}
        </Cell>
      ))}
    </TableRow>
  );
}

/** The form around a selectable table; its bar appears by CSS alone, and counts once JavaScript runs. */
function Selection({ actions, children }: { actions: ReactNode; children: ReactNode }): ReactNode {
  const t = useTranslations("ui");
  const form = useRef<HTMLFormElement>(null);
  const [count, setCount] = useState(0);
  const recount = () => setCount(form.current?.querySelectorAll('[name="ids"]:checked').length ?? 0);

  return (
    <form ref={form} className="group/selection" onChange={recount} onReset={() => queueMicrotask(recount)}>
      {children}
      <div className="sticky bottom-4 z-20 mx-4 mb-4 hidden flex-wrap items-center gap-3 rounded-lg border border-border bg-surface px-5 py-3 shadow-overlay group-has-[[name=ids]:checked]/selection:flex">
        <p role="status" className="mr-auto text-sm tabular-nums">
          {count > 0 ? t("selection.count", { count }) : ""}
        </p>
        {actions}
      </div>
    </form>
  );
}

function SelectAll(): ReactNode {
  const t = useTranslations("ui");

  return (
    <th scope="col" className="w-px pl-5">
      <Checkbox
        label={t("selection.all")}
        isLabelHidden
        onChange={(event) => {
          const boxes = event.target.form?.querySelectorAll<HTMLInputElement>('[name="ids"]') ?? [];
          for (const box of boxes) box.checked = event.target.checked;
        }}
      />
    </th>
  );
}

type SortLinkInput = Pick<DataTableProps, "path" | "params" | "sort"> & { column: Column };

function sortLink({ column, path, params, sort }: SortLinkInput): { href: string; direction?: Sort["direction"] } | undefined {
  if (!column.isSortable) return undefined;

  const direction = sort?.key === column.key ? sort.direction : undefined;
  return { direction, href: hrefWith(path, params, { sort: direction === "asc" ? `-${column.key}` : column.key }) };
}

function moveBetweenRows(event: KeyboardEvent<HTMLElement>): void {
  if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;

  const links = [...event.currentTarget.querySelectorAll<HTMLElement>("[data-row-link]")];
  const row = event.target instanceof Element ? event.target.closest("tr") : null;
  const from = links.findIndex((link) => row?.contains(link));
  const to = links[from + (event.key === "ArrowDown" ? 1 : -1)];
  if (from === -1 || !to) return;

  event.preventDefault();
  to.focus();
}
