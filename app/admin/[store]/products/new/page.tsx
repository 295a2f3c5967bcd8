import type { Metadata } from "next";
import type { ReactNode } from "react";
import { PageHeader } from "@/components/admin/page-header";
import { ProductForm } from "@/components/admin/products/product-form";
import { translator } from "@/lib/i18n/translator";
import { requestLocale, requireMember } from "@/lib/identity/session";
import { createProductAction } from "../actions";
import { readFormContext } from "../form-context";

type Props = { params: Promise<{ store: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: translator(await requestLocale(), "admin-products")("add") };
}

export default async function NewProductPage({ params }: Props): Promise<ReactNode> {
  const { store, locale } = await requireMember((await params).store, "catalog:write");
  const t = translator(locale, "admin-products");
  return (
    <>
      <PageHeader locale={locale} title={t("add")} crumbs={[{ href: `/admin/${store.slug}/products`, label: t("title") }]} />
      <ProductForm action={createProductAction.bind(null, store.slug)} product={null} context={await readFormContext(store, locale)} />
    </>
  );
}
