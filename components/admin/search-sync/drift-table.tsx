import type { ReactNode } from "react";
import { Cell, HeaderCell, Table, TableBody, TableHead, TableRow } from "@/components/ui/table";
import { TextLink } from "@/components/ui/text-link";
import type { Translate } from "@/lib/i18n/translator";

export type DriftView = { productId: string; title: string; kind: string; databaseVersion: number | null; indexVersion: number | null };

export type DriftTableProps = { products: readonly DriftView[]; total: number; productsHref: string; t: Translate };

/** The products of which an index says something else than the catalogue, with both versions. */
export function DriftTable({ products, total, productsHref, t }: DriftTableProps): ReactNode {
  const rest = total - products.length;
  return (
    <div className="-mx-5 border-border border-t">
      <Table aria-label={t("table.label")}>
        <TableHead>
          <HeaderCell>{t("table.product")}</HeaderCell>
          <HeaderCell>{t("table.kind")}</HeaderCell>
          <HeaderCell align="end">{t("table.database")}</HeaderCell>
          <HeaderCell align="end">{t("table.index")}</HeaderCell>
        </TableHead>
        <TableBody>
          {products.map(({ productId, title, kind, databaseVersion, indexVersion }) => (
            <TableRow key={productId}>
              <Cell isPrimary>
                {databaseVersion === null ? t("gone") : <TextLink href={`${productsHref}/${productId}`}>{title}</TextLink>}
              </Cell>
              <Cell label={t("table.kind")}>{t(`kinds.${kind}`)}</Cell>
              <Cell label={t("table.database")} align="end" className="tabular-nums">
                {databaseVersion ?? "–"}
              </Cell>
              <Cell label={t("table.index")} align="end" className="tabular-nums">
                {indexVersion ?? "–"}
              </Cell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
      {rest > 0 ? <p className="px-5 pt-3 text-sm text-text-muted">{t("table.rest", { count: rest })}</p> : null}
    </div>
  );
}
