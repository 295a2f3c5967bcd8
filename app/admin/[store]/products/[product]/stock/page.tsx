import type { Metadata } from "next";
import { notFound } from "next/navigation";
import type { ReactNode } from "react";
import { AdjustForm } from "@/components/admin/inventory/adjust-form";
import { PageHeader } from "@/components/admin/page-header";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { DateText } from "@/components/ui/date-text";
import { Cell, HeaderCell, Table, TableBody, TableHead, TableRow } from "@/components/ui/table";
import { TextLink } from "@/components/ui/text-link";
import { findProduct } from "@/lib/catalog/queries";
import { variantTitle } from "@/lib/catalog/rules";
import { isId } from "@/lib/core/ids";
import type { Locale } from "@/lib/core/locale";
import { type Translate, translator } from "@/lib/i18n/translator";
import { requestLocale, requireMember } from "@/lib/identity/session";
import { listMovements } from "@/lib/inventory/queries";
import type { MovementView } from "@/lib/inventory/types";
import type { StoreView } from "@/lib/stores/types";
import { adjustStockAction } from "./actions";

type Props = { params: Promise<{ store: string; product: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: translator(await requestLocale(), "admin-products")("stockHistory") };
}

export default async function StockPage({ params }: Props): Promise<ReactNode> {
  const { store: slug, product: productId } = await params;
  const { store, locale } = await requireMember(slug, "catalog:write");
  const product = isId(productId) ? await findProduct(store.id, productId) : null;
  if (!product) notFound();
  const t = translator(locale, "admin-products");
  const path = `/admin/${store.slug}/products`;
  const variants = product.variants.map(({ id, optionValues, stock }) => ({ ...stock, id, title: variantTitle(optionValues) }));
  return (
    <>
      <PageHeader
        locale={locale}
        title={t("stockPage.title", { title: product.title })}
        description={t("stockPage.help")}
        crumbs={[
          { href: path, label: t("title") },
          { href: `${path}/${product.id}`, label: product.title },
        ]}
      />
      <Card>
        <CardHeader title={t("stockPage.adjust")} />
        <CardBody>
          <AdjustForm action={adjustStockAction.bind(null, store.slug)} variants={variants} />
        </CardBody>
      </Card>
      <Movements movements={await listMovements(store.id, product.id)} {...{ store, locale, t }} />
    </>
  );
}

type MovementsProps = { movements: readonly MovementView[]; store: StoreView; locale: Locale; t: Translate };

function Movements({ movements, store, locale, t }: MovementsProps): ReactNode {
  const signed = new Intl.NumberFormat(locale, { signDisplay: "exceptZero" });
  return (
    <Card>
      <CardHeader title={t("stockPage.movements")} />
      {movements.length === 0 ? <p className="p-5 text-sm text-text-muted">{t("stockPage.none")}</p> : null}
      <div className="pt-3">
        <Table aria-label={t("stockPage.movements")}>
          <TableHead>
            <HeaderCell>{t("stockPage.when")}</HeaderCell>
            <HeaderCell>{t("stockPage.variant")}</HeaderCell>
            <HeaderCell align="end">{t("stockPage.delta")}</HeaderCell>
            <HeaderCell>{t("stockPage.reason")}</HeaderCell>
            <HeaderCell>{t("stockPage.note")}</HeaderCell>
          </TableHead>
          <TableBody>
            {movements.map(({ id, createdAt, variantTitle: variant, delta, reason, note, orderId }) => (
              <TableRow key={id}>
                <Cell isPrimary>
                  <DateText value={createdAt} locale={locale} timeZone={store.timeZone} show="datetime" />
                </Cell>
                <Cell label={t("stockPage.variant")}>{variant}</Cell>
                <Cell label={t("stockPage.delta")} align="end" className="tabular-nums">
                  {signed.format(delta)}
                </Cell>
                <Cell label={t("stockPage.reason")}>{t(`stockPage.reasons.${reason}`)}</Cell>
                <Cell label={t("stockPage.note")}>
                  {orderId ? <TextLink href={`/admin/${store.slug}/orders/${orderId}`}>{t("stockPage.order")}</TextLink> : note}
                </Cell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </div>
    </Card>
  );
}
