import { storeConsumer } from "@/lib/events/consume";
import { record } from "@/lib/events/outbox";

type Sold = { productId: string };

/** Adds the units of a paid order to what its products sold, once per order, and has search told of it. */
export const countSalesConsumer = storeConsumer("count-sales", "order.paid", async (tx, storeId, { payload }) => {
  const sold = await tx.$queryRaw<Sold[]>`
    insert into product_sales (store_id, product_id, units, updated_at)
    select ${storeId}::uuid, product_id, sum(quantity)::int, now() from order_line
    where store_id = ${storeId}::uuid and order_id = ${payload.orderId}::uuid and product_id is not null
    group by product_id order by product_id
    on conflict (store_id, product_id) do update set units = product_sales.units + excluded.units, updated_at = now()
    returning product_id::text as "productId"`;
  const productIds = sold.map(({ productId }) => productId);
  if (productIds.length > 0) await record(tx, "stock.changed", { storeId, productIds });
});
