import { ExternalLink, History } from "lucide-react";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import type { ReactNode } from "react";
import { PageHeader } from "@/components/admin/page-header";
import { ProductForm } from "@/components/admin/products/product-form";
import { statusTones } from "@/components/admin/products/product-rows";
import { RowAction } from "@/components/admin/row-action";
import { StatusPill } from "@/components/ui/badge";
import { Card, CardBody } from "@/components/ui/card";
import { LinkButton } from "@/components/ui/link-button";
import type { SearchParams } from "@/components/ui/search-params";
import { findProduct, isDeletable } from "@/lib/catalog/queries";
import type { ProductDetail } from "@/lib/catalog/types";
import { isId } from "@/lib/core/ids";
import { type Translate, translator } from "@/lib/i18n/translator";
import { requestLocale, requireMember } from "@/lib/identity/session";
import { archiveProductsAction, deleteProductAction, draftProductsAction, updateProductAction } from "../actions";
import { readFormContext } from "../form-context";

type Props = { params: Promise<{ store: string; product: string }>; searchParams: Promise<SearchParams> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: translator(await requestLocale(), "admin-products")("edit") };
}

export default async function ProductPage({ params, searchParams }: Props): Promise<ReactNode> {
  const { store: slug, product: productId } = await params;
  const { store, locale } = await requireMember(slug, "catalog:write");
  const product = isId(productId) ? await findProduct(store.id, productId) : null;
  if (!product) notFound();
  const t = translator(locale, "admin-products");
  const context = await readFormContext(store, locale);
  const path = `/admin/${store.slug}/products`;
  return (
    <>
      <PageHeader
        locale={locale}
        title={product.title}
        status={<StatusPill tone={statusTones[product.status]}>{t(`statuses.${product.status}`)}</StatusPill>}
        crumbs={[{ href: path, label: t("title") }]}
        action={
          <>
            <LinkButton href={`${path}/${product.id}/stock`} variant="ghost">
              <History aria-hidden /> {t("stockHistory")}
            </LinkButton>
            {product.status === "active" ? (
              <LinkButton href={context.addressStart + product.slug} variant="secondary" target="_blank">
                <ExternalLink aria-hidden /> {t("view")}
              </LinkButton>
            ) : null}
          </>
        }
      />
      <ProductForm
        action={updateProductAction.bind(null, store.slug)}
        product={product}
        context={context}
        isNew={(await searchParams).made === "1"}
      />
      <Ending slug={store.slug} product={product} isDeletable={await isDeletable(store.id, product.id)} t={t} />
    </>
  );
}

type EndingProps = { slug: string; product: ProductDetail; isDeletable: boolean; t: Translate };

/** Putting a product away, and deleting one that nobody ever ordered. */
function Ending({ slug, product, isDeletable, t }: EndingProps): ReactNode {
  const isArchived = product.status === "archived";
  const action = isArchived ? draftProductsAction : archiveProductsAction;
  return (
    <Card>
      <CardBody className="flex flex-wrap items-center gap-3">
        <p className="mr-auto text-sm text-text-muted">{isDeletable ? t("ending.help") : t("ending.ordered")}</p>
        <RowAction
          key={product.status}
          action={action.bind(null, slug)}
          fields={{ ids: product.id }}
          label={isArchived ? t("ending.unarchive") : t("ending.archive")}
          title={isArchived ? t("ending.unarchiveTitle") : t("ending.archiveTitle")}
          description={isArchived ? t("ending.unarchiveText") : t("ending.archiveText")}
          isDangerous={false}
        />
        {isDeletable ? (
          <RowAction
            action={deleteProductAction.bind(null, slug)}
            fields={{ productId: product.id }}
            label={t("ending.delete")}
            title={t("ending.deleteTitle", { title: product.title })}
            description={t("ending.deleteText")}
          />
        ) : null}
      </CardBody>
    </Card>
  );
}
