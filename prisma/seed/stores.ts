import { defaultPages, defaultShippingRates } from "@/lib/billing/first-content";
import { newId, type StoreId, toStoreId } from "@/lib/core/ids";
import { withPlatform, withStore } from "@/lib/db/transaction";
import { env } from "@/lib/env";
import { temporaryHost } from "@/lib/stores/hosts";

export type DemoStore = {
  slug: "aurora" | "harbor";
  name: string;
  locale: "pt-BR" | "en";
  currency: "BRL" | "USD";
  country: "BR" | "US";
  timeZone: string;
  preset: "linho" | "sinal";
  accent: string;
  announcement: string;
  contact: { legalName: string; document: string; email: string; phone: string; address: string };
};

export const demoStoreDetails: readonly DemoStore[] = [
  {
    slug: "aurora",
    name: "Aurora",
    locale: "pt-BR",
    currency: "BRL",
    country: "BR",
    timeZone: "America/Sao_Paulo",
    preset: "linho",
    accent: "#8a4b2f",
    announcement: "Frete grátis acima de R$ 299",
    contact: {
      legalName: "Aurora Cerâmica e Tecidos Ltda.",
      document: "11.222.333/0001-81",
      email: "ola@aurora.localhost",
      phone: "+55 11 4000-1234",
      address: "Rua das Oficinas, 120, Vila Madalena, São Paulo, SP, 05433-000",
    },
  },
  {
    slug: "harbor",
    name: "Harbor",
    locale: "en",
    currency: "USD",
    country: "US",
    timeZone: "America/New_York",
    preset: "sinal",
    accent: "#0b4f9c",
    announcement: "Free delivery over $75",
    contact: {
      legalName: "Harbor Goods LLC",
      document: "",
      email: "hello@harbor.localhost",
      phone: "+1 207 555 0134",
      address: "14 Wharf Street, Portland, ME 04101",
    },
  },
];

/** One demo store with its host, owner, pages and delivery rates. Run again it adds only what is missing. */
export async function seedStore(store: DemoStore, ownerId: string): Promise<StoreId> {
  const storeId = await createStore(store, ownerId);
  await withStore(storeId, async (tx) => {
    await tx.page.createMany({ data: defaultPages(store.locale).map((page) => ({ ...page, storeId })), skipDuplicates: true });
    if ((await tx.shippingRate.count()) > 0) return;
    await tx.shippingRate.createMany({ data: defaultShippingRates(store.locale).map((rate) => ({ ...rate, storeId })) });
  });
  return storeId;
}

async function createStore(details: DemoStore, ownerId: string): Promise<StoreId> {
  const { preset, accent, announcement, ...store } = details;
  return withPlatform(async (tx) => {
    const known = await tx.store.findUnique({ where: { slug: store.slug }, select: { id: true } });
    if (known) return toStoreId(known.id);
    const id = newId();
    await tx.store.create({ data: { ...store, id, status: "active", isPublished: true, theme: { preset, accent, announcement } } });
    await tx.storeHost.create({
      data: { host: temporaryHost(store.slug, env().STORES_DOMAIN), storeId: id, kind: "temporary", isPrimary: true },
    });
    await tx.membership.create({ data: { storeId: id, userId: ownerId, role: "owner" } });
    return toStoreId(id);
  });
}
