import { expect, test } from "vitest";
import { newId } from "@/lib/core/ids";
import { withStore } from "@/lib/db/transaction";
import { makeOrderRow } from "@/tests/factories/order-row";
import { makeStore } from "@/tests/factories/store";
import { listCustomers } from "./customers";

test("customers come with their orders and what they spent, of their own store, found by name or e-mail", async () => {
  const [store, other] = [await makeStore(), await makeStore()];
  const id = newId();
  await withStore(store.id, (tx) =>
    tx.customer.createMany({
      data: [
        { storeId: store.id, id, name: "João Lima", email: "joao@example.com" },
        { storeId: store.id, name: "Ana 100%", email: "ana@example.com" },
        { storeId: store.id, name: "", email: null, erasedAt: new Date() },
      ],
    }),
  );
  const [paid, unpaid] = [await makeOrderRow(store), await makeOrderRow(store)];
  await withStore(store.id, async (tx) => {
    await tx.order.updateMany({ where: { id: { in: [paid.id, unpaid.id] } }, data: { customerId: id } });
    const sums = { amountCents: 5000, capturedCents: 5000, refundedCents: 1200 };
    await tx.payment.create({ data: { storeId: store.id, orderId: paid.id, currency: store.currency, ...sums } });
  });

  const joao = { id, name: "João Lima", email: "joao@example.com", orders: 2, spentCents: 3800 };
  expect(await listCustomers(store.id, { search: "joao lima", page: 1 })).toEqual({ items: [joao], total: 1 });
  expect(await listCustomers(store.id, { search: "100%", page: 1 })).toMatchObject({ items: [{ orders: 0, spentCents: 0 }], total: 1 });
  expect(await listCustomers(store.id, { search: "", page: 1 })).toMatchObject({ total: 2 });
  expect(await listCustomers(store.id, { search: "", page: 2 })).toEqual({ items: [], total: 2 });
  expect(await listCustomers(other.id, { search: "", page: 1 })).toEqual({ items: [], total: 0 });
});
