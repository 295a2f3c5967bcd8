import { beforeEach, describe, expect, test } from "vitest";
import { withStore } from "@/lib/db/transaction";
import type { StoreView } from "@/lib/stores/types";
import { type MadeProduct, makeProduct } from "@/tests/factories/product";
import { makeStore } from "@/tests/factories/store";
import { addToCart, type CartOutcome, setQuantity } from "./commands";
import { findCart } from "./queries";

let store: StoreView;
let tee: MadeProduct;

beforeEach(async () => {
  store = await makeStore();
  tee = await makeProduct(store, {
    title: "Tee",
    options: { Size: ["S", "M"] },
    variants: [
      { optionValues: ["S"], priceCents: 2000, stock: 3 },
      { optionValues: ["M"], priceCents: 2500, stock: 0 },
    ],
  });
});

const small = () => ({ token: null, productId: tee.id, optionValues: ["S"], quantity: 1 });

function opened(outcome: CartOutcome) {
  if (!outcome.ok) throw new Error(outcome.code);
  return outcome;
}

async function changeVariant(variantId: string, data: { priceCents?: number }) {
  await withStore(store.id, (tx) => tx.variant.update({ where: { storeId_id: { storeId: store.id, id: variantId } }, data }));
}

async function setStock(variantId: string, onHand: number) {
  const where = { storeId_variantId: { storeId: store.id, variantId } };
  await withStore(store.id, (tx) => tx.inventoryLevel.update({ where, data: { onHand } }));
}

describe("putting something in", () => {
  test("makes a cart that only its token opens", async () => {
    const { token, cart } = opened(await addToCart(store.id, { ...small(), quantity: 2 }));
    expect(cart).toMatchObject({ itemCount: 2, subtotalCents: 4000, lines: [{ title: "Tee", variantTitle: "S", quantity: 2 }] });
    expect(await findCart(store.id, token)).toEqual(cart);
    expect(await findCart(store.id, `${token.slice(0, -1)}_`)).toBeNull();
    expect(await findCart(store.id, null)).toBeNull();
  });

  test("twice adds up in one line", async () => {
    const { token } = opened(await addToCart(store.id, small()));
    const { cart } = opened(await addToCart(store.id, { ...small(), token }));
    expect(cart.lines).toMatchObject([{ quantity: 2 }]);
  });

  test("stops at what is in stock, and says how many there are", async () => {
    const { token } = opened(await addToCart(store.id, { ...small(), quantity: 2 }));
    expect(await addToCart(store.id, { ...small(), token, quantity: 2 })).toEqual({
      ok: false,
      code: "not_enough_stock",
      available: 3,
      inCart: 2,
    });
    expect(await findCart(store.id, token)).toMatchObject({ itemCount: 2 });
  });

  test("two clicks at once cannot pass the stock", async () => {
    const { token } = opened(await addToCart(store.id, small()));
    const outcomes = await Promise.all([1, 2, 3, 4].map(() => addToCart(store.id, { ...small(), token })));
    expect(outcomes.filter((outcome) => outcome.ok)).toHaveLength(2);
    expect(await findCart(store.id, token)).toMatchObject({ itemCount: 3 });
  });

  test.each([
    ["sold out", { optionValues: ["M"] }, "sold_out"],
    ["that does not exist", { optionValues: ["XXL"] }, "not_found"],
    ["without a choice", { optionValues: [] }, "not_found"],
    ["of no product", { productId: "0199aaaa-aaaa-7aaa-8aaa-aaaaaaaaaaaa" }, "not_found"],
  ])("refuses a variant %s", async (_which, change, code) => {
    expect(await addToCart(store.id, { ...small(), ...change })).toEqual({ ok: false, code });
  });

  test("refuses a draft", async () => {
    const draft = await makeProduct(store, { status: "draft" });
    expect(await addToCart(store.id, { token: null, productId: draft.id, optionValues: [], quantity: 1 })).toMatchObject({
      code: "not_found",
    });
  });

  test("never adopts a token that somebody made up", async () => {
    const madeUp = "x".repeat(43);
    const { token } = opened(await addToCart(store.id, { ...small(), token: madeUp }));
    expect(token).not.toBe(madeUp);
  });

  test("goods sold beyond stock or not counted have no limit but the line's", async () => {
    const endless = await makeProduct(store, { variants: [{ stock: 0, allowBackorder: true }] });
    const { cart } = opened(await addToCart(store.id, { token: null, productId: endless.id, optionValues: [], quantity: 500 }));
    expect(cart.lines[0]).toMatchObject({ quantity: 500, maxQuantity: 999, notices: [] });
  });
});

describe("a cart that waited", () => {
  test("is priced anew and says so, once", async () => {
    const { token } = opened(await addToCart(store.id, small()));
    await changeVariant(tee.variantId, { priceCents: 2200 });
    expect(await findCart(store.id, token)).toMatchObject({
      subtotalCents: 2200,
      lines: [{ notices: [{ kind: "price_changed", fromCents: 2000 }] }],
    });
    await setQuantity(store.id, { token, variantId: tee.variantId, quantity: 2 });
    expect(await findCart(store.id, token)).toMatchObject({ subtotalCents: 4400, lines: [{ notices: [] }] });
  });

  test("counts only what is left", async () => {
    const { token } = opened(await addToCart(store.id, { ...small(), quantity: 3 }));
    await setStock(tee.variantId, 1);
    expect(await findCart(store.id, token)).toMatchObject({
      itemCount: 1,
      subtotalCents: 2000,
      lines: [{ quantity: 1, maxQuantity: 1, notices: [{ kind: "only_left", units: 1 }] }],
    });
  });

  test("counts nothing for what is sold out or withdrawn", async () => {
    const { token } = opened(await addToCart(store.id, small()));
    const where = { storeId_id: { storeId: store.id, id: tee.id } };
    await withStore(store.id, (tx) => tx.product.update({ where, data: { status: "archived" } }));
    expect(await findCart(store.id, token)).toMatchObject({
      itemCount: 0,
      subtotalCents: 0,
      lines: [{ notices: [{ kind: "unavailable" }] }],
    });
  });
});

describe("changing the quantity", () => {
  test("sets it, and takes the line out at zero", async () => {
    const { token } = opened(await addToCart(store.id, small()));
    expect(opened(await setQuantity(store.id, { token, variantId: tee.variantId, quantity: 3 })).cart.itemCount).toBe(3);
    expect(opened(await setQuantity(store.id, { token, variantId: tee.variantId, quantity: 0 })).cart.lines).toEqual([]);
  });

  test("refuses more than there are, and lines that are not there", async () => {
    const { token } = opened(await addToCart(store.id, small()));
    const change = { token, variantId: tee.variantId };
    expect(await setQuantity(store.id, { ...change, quantity: 4 })).toMatchObject({ code: "not_enough_stock", available: 3 });
    expect(await setQuantity(store.id, { ...change, variantId: tee.variantIds[1] ?? "", quantity: 1 })).toMatchObject({
      code: "not_found",
    });
    expect(await setQuantity(store.id, { ...change, token: null, quantity: 1 })).toMatchObject({ code: "not_found" });
  });

  test("lets a sold-out line be taken out", async () => {
    const { token } = opened(await addToCart(store.id, small()));
    await setStock(tee.variantId, 0);
    expect(await setQuantity(store.id, { token, variantId: tee.variantId, quantity: 1 })).toMatchObject({ code: "sold_out" });
    expect(opened(await setQuantity(store.id, { token, variantId: tee.variantId, quantity: 0 })).cart.lines).toEqual([]);
  });
});

test("a token opens nothing in another store, and its products cannot be put in there", async () => {
  const other = await makeStore();
  const { token } = opened(await addToCart(store.id, small()));
  expect(await findCart(other.id, token)).toBeNull();
  expect(await addToCart(other.id, { ...small(), token })).toMatchObject({ code: "not_found" });
  expect(await setQuantity(other.id, { token, variantId: tee.variantId, quantity: 0 })).toMatchObject({ code: "not_found" });
  expect(await findCart(store.id, token)).toMatchObject({ itemCount: 1 });
});
