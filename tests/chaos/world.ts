import { createCollection } from "@/lib/catalog/collection-commands";
import { withPlatform, withStore } from "@/lib/db/transaction";
import { openNoticeSecret } from "@/lib/payments/accounts";
import type { StoreView } from "@/lib/stores/types";
import type { RunningSandbox } from "@/tests/contract/pagarme/running-sandbox";
import { makeAccount, makeRate } from "@/tests/factories/checkout";
import { collectionInputOf, productInputOf, variantInputOf } from "@/tests/factories/product-input";
import { saveProduct } from "@/tests/factories/saved-product";
import { makeStore } from "@/tests/factories/store";

/** A store that sells, with things that are edited and things that are sold. */
export type World = {
  store: StoreView;
  rateId: string;
  /** Where the merchant hears of sales. */
  merchant: string;
  /** Products are moved in and out of these. */
  collections: string[];
  edited: string[];
  /** Of which a newer change overtakes an older one at the end. */
  overtaken: string;
  sold: { productId: string; variantId: string }[];
};

/** Stock of each thing sold: more than a run can sell, so that every order finds its goods. */
const plenty = 100_000;
const priceCents = 10_000;
const merchant = "merchant@store.test";

/** Opens the store, connects it to the gateway, whose notices go to the front door, and fills its shelves. */
export async function makeWorld(sandbox: RunningSandbox, frontDoor: string): Promise<World> {
  const store = await makeStore({ locale: "pt-BR", currency: "BRL", country: "BR" });
  await withPlatform((tx) => tx.store.update({ where: { id: store.id }, data: { contact: { email: merchant } } }));
  const rateId = await makeRate(store);
  const { id: externalId, publicKey, secretKey, name, payer } = sandbox.account;
  const accountId = await makeAccount(store, { externalId, publicKey, secretKey });
  const account = await withStore(store.id, (tx) =>
    tx.gatewayAccount.findUniqueOrThrow({ where: { storeId_id: { storeId: store.id, id: accountId } } }),
  );
  const [user = "", password = ""] = openNoticeSecret(account).split(":");
  const url = `${frontDoor}/api/webhooks/pagarme/${account.noticeKey}`;
  await sandbox.sandbox.createAccount({ id: externalId, name, publicKey, secretKey, payer, endpoints: [{ url, user, password }] });
  const edited: string[] = [];
  for (let at = 0; at < 3; at++) edited.push((await saveProduct(store, productInputOf({ title: `Edited ${at}` }))).id);
  const sold: World["sold"] = [];
  for (let at = 0; at < 4; at++) {
    const variants = [variantInputOf({ priceCents, stockDelta: plenty })];
    const product = await saveProduct(store, productInputOf({ title: `Sold ${at}`, variants }));
    sold.push({ productId: product.id, variantId: product.variants[0]?.id ?? "" });
  }
  const { id: overtaken } = await saveProduct(store, productInputOf({ title: "Not yet overtaken" }));
  return { store, merchant, rateId, edited, overtaken, sold, collections: [await makeCollection(store), await makeCollection(store)] };
}

async function makeCollection(store: StoreView): Promise<string> {
  const made = await createCollection(store.id, collectionInputOf());
  if (!made.ok) throw new Error(JSON.stringify(made));
  return made.value.id;
}
