-- The walls between stores: row-level security on every table with a store_id, and what each runtime role may touch.

-- One wall per table: these four statements. An unset store sees nothing.
ALTER TABLE "subscription" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "subscription" FORCE ROW LEVEL SECURITY;
CREATE POLICY store_wall ON "subscription" TO vitrine_app USING (store_id = nullif(current_setting('app.store_id', true), '')::uuid) WITH CHECK (store_id = nullif(current_setting('app.store_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON "subscription" TO vitrine_app;

ALTER TABLE "cart" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "cart" FORCE ROW LEVEL SECURITY;
CREATE POLICY store_wall ON "cart" TO vitrine_app USING (store_id = nullif(current_setting('app.store_id', true), '')::uuid) WITH CHECK (store_id = nullif(current_setting('app.store_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON "cart" TO vitrine_app;

ALTER TABLE "cart_line" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "cart_line" FORCE ROW LEVEL SECURITY;
CREATE POLICY store_wall ON "cart_line" TO vitrine_app USING (store_id = nullif(current_setting('app.store_id', true), '')::uuid) WITH CHECK (store_id = nullif(current_setting('app.store_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON "cart_line" TO vitrine_app;

ALTER TABLE "checkout" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "checkout" FORCE ROW LEVEL SECURITY;
CREATE POLICY store_wall ON "checkout" TO vitrine_app USING (store_id = nullif(current_setting('app.store_id', true), '')::uuid) WITH CHECK (store_id = nullif(current_setting('app.store_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON "checkout" TO vitrine_app;

ALTER TABLE "shipping_rate" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "shipping_rate" FORCE ROW LEVEL SECURITY;
CREATE POLICY store_wall ON "shipping_rate" TO vitrine_app USING (store_id = nullif(current_setting('app.store_id', true), '')::uuid) WITH CHECK (store_id = nullif(current_setting('app.store_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON "shipping_rate" TO vitrine_app;

ALTER TABLE "coupon" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "coupon" FORCE ROW LEVEL SECURITY;
CREATE POLICY store_wall ON "coupon" TO vitrine_app USING (store_id = nullif(current_setting('app.store_id', true), '')::uuid) WITH CHECK (store_id = nullif(current_setting('app.store_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON "coupon" TO vitrine_app;

ALTER TABLE "coupon_use" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "coupon_use" FORCE ROW LEVEL SECURITY;
CREATE POLICY store_wall ON "coupon_use" TO vitrine_app USING (store_id = nullif(current_setting('app.store_id', true), '')::uuid) WITH CHECK (store_id = nullif(current_setting('app.store_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON "coupon_use" TO vitrine_app;

ALTER TABLE "product" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "product" FORCE ROW LEVEL SECURITY;
CREATE POLICY store_wall ON "product" TO vitrine_app USING (store_id = nullif(current_setting('app.store_id', true), '')::uuid) WITH CHECK (store_id = nullif(current_setting('app.store_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON "product" TO vitrine_app;

ALTER TABLE "variant" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "variant" FORCE ROW LEVEL SECURITY;
CREATE POLICY store_wall ON "variant" TO vitrine_app USING (store_id = nullif(current_setting('app.store_id', true), '')::uuid) WITH CHECK (store_id = nullif(current_setting('app.store_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON "variant" TO vitrine_app;

ALTER TABLE "product_image" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "product_image" FORCE ROW LEVEL SECURITY;
CREATE POLICY store_wall ON "product_image" TO vitrine_app USING (store_id = nullif(current_setting('app.store_id', true), '')::uuid) WITH CHECK (store_id = nullif(current_setting('app.store_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON "product_image" TO vitrine_app;

ALTER TABLE "media" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "media" FORCE ROW LEVEL SECURITY;
CREATE POLICY store_wall ON "media" TO vitrine_app USING (store_id = nullif(current_setting('app.store_id', true), '')::uuid) WITH CHECK (store_id = nullif(current_setting('app.store_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON "media" TO vitrine_app;

ALTER TABLE "collection" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "collection" FORCE ROW LEVEL SECURITY;
CREATE POLICY store_wall ON "collection" TO vitrine_app USING (store_id = nullif(current_setting('app.store_id', true), '')::uuid) WITH CHECK (store_id = nullif(current_setting('app.store_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON "collection" TO vitrine_app;

ALTER TABLE "collection_product" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "collection_product" FORCE ROW LEVEL SECURITY;
CREATE POLICY store_wall ON "collection_product" TO vitrine_app USING (store_id = nullif(current_setting('app.store_id', true), '')::uuid) WITH CHECK (store_id = nullif(current_setting('app.store_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON "collection_product" TO vitrine_app;

ALTER TABLE "product_import" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "product_import" FORCE ROW LEVEL SECURITY;
CREATE POLICY store_wall ON "product_import" TO vitrine_app USING (store_id = nullif(current_setting('app.store_id', true), '')::uuid) WITH CHECK (store_id = nullif(current_setting('app.store_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON "product_import" TO vitrine_app;

ALTER TABLE "product_sales" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "product_sales" FORCE ROW LEVEL SECURITY;
CREATE POLICY store_wall ON "product_sales" TO vitrine_app USING (store_id = nullif(current_setting('app.store_id', true), '')::uuid) WITH CHECK (store_id = nullif(current_setting('app.store_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON "product_sales" TO vitrine_app;

ALTER TABLE "outbox_event" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "outbox_event" FORCE ROW LEVEL SECURITY;
CREATE POLICY store_wall ON "outbox_event" TO vitrine_app USING (store_id = nullif(current_setting('app.store_id', true), '')::uuid) WITH CHECK (store_id = nullif(current_setting('app.store_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON "outbox_event" TO vitrine_app;

ALTER TABLE "processed_event" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "processed_event" FORCE ROW LEVEL SECURITY;
CREATE POLICY store_wall ON "processed_event" TO vitrine_app USING (store_id = nullif(current_setting('app.store_id', true), '')::uuid) WITH CHECK (store_id = nullif(current_setting('app.store_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON "processed_event" TO vitrine_app;

ALTER TABLE "dead_letter" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "dead_letter" FORCE ROW LEVEL SECURITY;
CREATE POLICY store_wall ON "dead_letter" TO vitrine_app USING (store_id = nullif(current_setting('app.store_id', true), '')::uuid) WITH CHECK (store_id = nullif(current_setting('app.store_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON "dead_letter" TO vitrine_app;

ALTER TABLE "mail_message" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "mail_message" FORCE ROW LEVEL SECURITY;
CREATE POLICY store_wall ON "mail_message" TO vitrine_app USING (store_id = nullif(current_setting('app.store_id', true), '')::uuid) WITH CHECK (store_id = nullif(current_setting('app.store_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON "mail_message" TO vitrine_app;

ALTER TABLE "membership" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "membership" FORCE ROW LEVEL SECURITY;
CREATE POLICY store_wall ON "membership" TO vitrine_app USING (store_id = nullif(current_setting('app.store_id', true), '')::uuid) WITH CHECK (store_id = nullif(current_setting('app.store_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON "membership" TO vitrine_app;

ALTER TABLE "invitation" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "invitation" FORCE ROW LEVEL SECURITY;
CREATE POLICY store_wall ON "invitation" TO vitrine_app USING (store_id = nullif(current_setting('app.store_id', true), '')::uuid) WITH CHECK (store_id = nullif(current_setting('app.store_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON "invitation" TO vitrine_app;

ALTER TABLE "audit_entry" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "audit_entry" FORCE ROW LEVEL SECURITY;
CREATE POLICY store_wall ON "audit_entry" TO vitrine_app USING (store_id = nullif(current_setting('app.store_id', true), '')::uuid) WITH CHECK (store_id = nullif(current_setting('app.store_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON "audit_entry" TO vitrine_app;

ALTER TABLE "inventory_level" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "inventory_level" FORCE ROW LEVEL SECURITY;
CREATE POLICY store_wall ON "inventory_level" TO vitrine_app USING (store_id = nullif(current_setting('app.store_id', true), '')::uuid) WITH CHECK (store_id = nullif(current_setting('app.store_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON "inventory_level" TO vitrine_app;

ALTER TABLE "inventory_movement" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "inventory_movement" FORCE ROW LEVEL SECURITY;
CREATE POLICY store_wall ON "inventory_movement" TO vitrine_app USING (store_id = nullif(current_setting('app.store_id', true), '')::uuid) WITH CHECK (store_id = nullif(current_setting('app.store_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON "inventory_movement" TO vitrine_app;

ALTER TABLE "stock_hold" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "stock_hold" FORCE ROW LEVEL SECURITY;
CREATE POLICY store_wall ON "stock_hold" TO vitrine_app USING (store_id = nullif(current_setting('app.store_id', true), '')::uuid) WITH CHECK (store_id = nullif(current_setting('app.store_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON "stock_hold" TO vitrine_app;

ALTER TABLE "customer" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "customer" FORCE ROW LEVEL SECURITY;
CREATE POLICY store_wall ON "customer" TO vitrine_app USING (store_id = nullif(current_setting('app.store_id', true), '')::uuid) WITH CHECK (store_id = nullif(current_setting('app.store_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON "customer" TO vitrine_app;

ALTER TABLE "order" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "order" FORCE ROW LEVEL SECURITY;
CREATE POLICY store_wall ON "order" TO vitrine_app USING (store_id = nullif(current_setting('app.store_id', true), '')::uuid) WITH CHECK (store_id = nullif(current_setting('app.store_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON "order" TO vitrine_app;

ALTER TABLE "order_person" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "order_person" FORCE ROW LEVEL SECURITY;
CREATE POLICY store_wall ON "order_person" TO vitrine_app USING (store_id = nullif(current_setting('app.store_id', true), '')::uuid) WITH CHECK (store_id = nullif(current_setting('app.store_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON "order_person" TO vitrine_app;

ALTER TABLE "order_line" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "order_line" FORCE ROW LEVEL SECURITY;
CREATE POLICY store_wall ON "order_line" TO vitrine_app USING (store_id = nullif(current_setting('app.store_id', true), '')::uuid) WITH CHECK (store_id = nullif(current_setting('app.store_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON "order_line" TO vitrine_app;

ALTER TABLE "order_entry" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "order_entry" FORCE ROW LEVEL SECURITY;
CREATE POLICY store_wall ON "order_entry" TO vitrine_app USING (store_id = nullif(current_setting('app.store_id', true), '')::uuid) WITH CHECK (store_id = nullif(current_setting('app.store_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON "order_entry" TO vitrine_app;

ALTER TABLE "fulfilment" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "fulfilment" FORCE ROW LEVEL SECURITY;
CREATE POLICY store_wall ON "fulfilment" TO vitrine_app USING (store_id = nullif(current_setting('app.store_id', true), '')::uuid) WITH CHECK (store_id = nullif(current_setting('app.store_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON "fulfilment" TO vitrine_app;

ALTER TABLE "gateway_account" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "gateway_account" FORCE ROW LEVEL SECURITY;
CREATE POLICY store_wall ON "gateway_account" TO vitrine_app USING (store_id = nullif(current_setting('app.store_id', true), '')::uuid) WITH CHECK (store_id = nullif(current_setting('app.store_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON "gateway_account" TO vitrine_app;

ALTER TABLE "gateway_notice" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "gateway_notice" FORCE ROW LEVEL SECURITY;
CREATE POLICY store_wall ON "gateway_notice" TO vitrine_app USING (store_id = nullif(current_setting('app.store_id', true), '')::uuid) WITH CHECK (store_id = nullif(current_setting('app.store_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON "gateway_notice" TO vitrine_app;

ALTER TABLE "payment" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "payment" FORCE ROW LEVEL SECURITY;
CREATE POLICY store_wall ON "payment" TO vitrine_app USING (store_id = nullif(current_setting('app.store_id', true), '')::uuid) WITH CHECK (store_id = nullif(current_setting('app.store_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON "payment" TO vitrine_app;

ALTER TABLE "payment_attempt" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "payment_attempt" FORCE ROW LEVEL SECURITY;
CREATE POLICY store_wall ON "payment_attempt" TO vitrine_app USING (store_id = nullif(current_setting('app.store_id', true), '')::uuid) WITH CHECK (store_id = nullif(current_setting('app.store_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON "payment_attempt" TO vitrine_app;

ALTER TABLE "ledger_entry" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "ledger_entry" FORCE ROW LEVEL SECURITY;
CREATE POLICY store_wall ON "ledger_entry" TO vitrine_app USING (store_id = nullif(current_setting('app.store_id', true), '')::uuid) WITH CHECK (store_id = nullif(current_setting('app.store_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON "ledger_entry" TO vitrine_app;

ALTER TABLE "refund" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "refund" FORCE ROW LEVEL SECURITY;
CREATE POLICY store_wall ON "refund" TO vitrine_app USING (store_id = nullif(current_setting('app.store_id', true), '')::uuid) WITH CHECK (store_id = nullif(current_setting('app.store_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON "refund" TO vitrine_app;

ALTER TABLE "search_document" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "search_document" FORCE ROW LEVEL SECURITY;
CREATE POLICY store_wall ON "search_document" TO vitrine_app USING (store_id = nullif(current_setting('app.store_id', true), '')::uuid) WITH CHECK (store_id = nullif(current_setting('app.store_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON "search_document" TO vitrine_app;

ALTER TABLE "store_host" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "store_host" FORCE ROW LEVEL SECURITY;
CREATE POLICY store_wall ON "store_host" TO vitrine_app USING (store_id = nullif(current_setting('app.store_id', true), '')::uuid) WITH CHECK (store_id = nullif(current_setting('app.store_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON "store_host" TO vitrine_app;

ALTER TABLE "page" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "page" FORCE ROW LEVEL SECURITY;
CREATE POLICY store_wall ON "page" TO vitrine_app USING (store_id = nullif(current_setting('app.store_id', true), '')::uuid) WITH CHECK (store_id = nullif(current_setting('app.store_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON "page" TO vitrine_app;

ALTER TABLE "path_redirect" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "path_redirect" FORCE ROW LEVEL SECURITY;
CREATE POLICY store_wall ON "path_redirect" TO vitrine_app USING (store_id = nullif(current_setting('app.store_id', true), '')::uuid) WITH CHECK (store_id = nullif(current_setting('app.store_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON "path_redirect" TO vitrine_app;

-- The store itself is walled by its id.
ALTER TABLE "store" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "store" FORCE ROW LEVEL SECURITY;
CREATE POLICY store_wall ON "store" TO vitrine_app
  USING (id = nullif(current_setting('app.store_id', true), '')::uuid)
  WITH CHECK (id = nullif(current_setting('app.store_id', true), '')::uuid);
GRANT SELECT, UPDATE ON "store" TO vitrine_app;

-- Append-only for the runtime: money facts, movements of stock, the audit log. The outbox and the inbox of the platform are the platform's.
REVOKE UPDATE, DELETE ON "ledger_entry", "inventory_movement", "audit_entry", "order_entry" FROM vitrine_app;
REVOKE UPDATE, DELETE ON "outbox_event", "processed_event" FROM vitrine_app;
REVOKE INSERT, DELETE ON "dead_letter" FROM vitrine_app;
REVOKE INSERT, UPDATE, DELETE ON "subscription", "membership", "store_host" FROM vitrine_app;
REVOKE DELETE ON "order", "order_line", "order_person", "payment", "payment_attempt", "refund", "stock_hold", "gateway_notice", "coupon_use" FROM vitrine_app;
GRANT SELECT ON "plan", "plan_price" TO vitrine_app;

-- The platform role: a short list of tables across stores. Nothing of a store's catalogue, carts or people.
CREATE POLICY platform_reach ON "store" TO vitrine_platform USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON "store" TO vitrine_platform;
CREATE POLICY platform_reach ON "store_host" TO vitrine_platform USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON "store_host" TO vitrine_platform;
CREATE POLICY platform_reach ON "membership" TO vitrine_platform USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON "membership" TO vitrine_platform;
CREATE POLICY platform_reach ON "invitation" TO vitrine_platform USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON "invitation" TO vitrine_platform;
CREATE POLICY platform_reach ON "audit_entry" TO vitrine_platform USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON "audit_entry" TO vitrine_platform;
CREATE POLICY platform_reach ON "subscription" TO vitrine_platform USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON "subscription" TO vitrine_platform;
CREATE POLICY platform_reach ON "outbox_event" TO vitrine_platform USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON "outbox_event" TO vitrine_platform;
CREATE POLICY platform_reach ON "processed_event" TO vitrine_platform USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON "processed_event" TO vitrine_platform;
CREATE POLICY platform_reach ON "dead_letter" TO vitrine_platform USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON "dead_letter" TO vitrine_platform;
CREATE POLICY platform_reach ON "mail_message" TO vitrine_platform USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON "mail_message" TO vitrine_platform;
CREATE POLICY platform_reach ON "gateway_account" FOR SELECT TO vitrine_platform USING (true);
CREATE POLICY platform_reach ON "payment_attempt" FOR SELECT TO vitrine_platform USING (true);
CREATE POLICY platform_reach ON "order" FOR SELECT TO vitrine_platform USING (true);
REVOKE UPDATE, DELETE ON "audit_entry" FROM vitrine_platform;
GRANT SELECT, INSERT, UPDATE, DELETE ON "user", "user_session", "user_token", "plan", "plan_price", "signup", "rate_limit" TO vitrine_platform;
-- Finding the account of a notice and the timers that were lost needs ids and states, no more.
GRANT SELECT (store_id, id, provider, external_id, notice_key, notice_sealed, is_active) ON "gateway_account" TO vitrine_platform;
GRANT SELECT (store_id, id, status, next_poll_at, final_at, poll_count) ON "payment_attempt" TO vitrine_platform;
GRANT SELECT (store_id, id, status, expires_at, placed_at) ON "order" TO vitrine_platform;

-- Decided by the database itself.
ALTER TABLE "inventory_level" ADD CONSTRAINT inventory_level_reserved CHECK (reserved >= 0 AND (allow_backorder OR NOT is_tracked OR reserved <= on_hand));
ALTER TABLE "coupon" ADD CONSTRAINT coupon_used CHECK (used >= 0 AND (max_uses IS NULL OR used <= max_uses));
ALTER TABLE "coupon" ADD CONSTRAINT coupon_value CHECK (
  (kind = 'percent' AND percent BETWEEN 1 AND 100) OR (kind = 'fixed' AND amount_cents > 0) OR kind = 'free_shipping');
ALTER TABLE "variant" ADD CONSTRAINT variant_prices CHECK (price_cents >= 0 AND (compare_at_cents IS NULL OR compare_at_cents >= 0));
ALTER TABLE "cart_line" ADD CONSTRAINT cart_line_quantity CHECK (quantity BETWEEN 1 AND 999);
ALTER TABLE "stock_hold" ADD CONSTRAINT stock_hold_quantity CHECK (quantity > 0);
ALTER TABLE "order" ADD CONSTRAINT order_sum CHECK (
  subtotal_cents >= 0 AND shipping_cents >= 0 AND discount_cents >= 0 AND interest_cents >= 0 AND total_cents >= 0
  AND total_cents = subtotal_cents + shipping_cents - discount_cents + interest_cents);
ALTER TABLE "order_line" ADD CONSTRAINT order_line_sum CHECK (quantity > 0 AND total_cents = unit_price_cents * quantity);
ALTER TABLE "ledger_entry" ADD CONSTRAINT ledger_amount CHECK (amount_cents >= 0);
ALTER TABLE "refund" ADD CONSTRAINT refund_amount CHECK (amount_cents > 0);

-- One address cannot be promised to two people, and a store has one canonical host and one default gateway.
CREATE UNIQUE INDEX signup_open_slug ON "signup" (slug) WHERE status IN ('started', 'paid', 'provisioning');
CREATE UNIQUE INDEX store_host_primary ON "store_host" (store_id) WHERE is_primary;
CREATE UNIQUE INDEX gateway_account_default ON "gateway_account" (store_id) WHERE is_default;
CREATE INDEX outbox_event_waiting ON "outbox_event" (id) WHERE published_at IS NULL;
CREATE INDEX payment_attempt_due ON "payment_attempt" (next_poll_at) WHERE final_at IS NULL AND next_poll_at IS NOT NULL;
CREATE INDEX order_waiting ON "order" (expires_at) WHERE status = 'awaiting_payment';

-- Search: words are matched without accents, so that "cafe" finds "café" and the reverse.
CREATE TEXT SEARCH CONFIGURATION shop_en (COPY = pg_catalog.english);
ALTER TEXT SEARCH CONFIGURATION shop_en ALTER MAPPING FOR hword, hword_part, word WITH unaccent, english_stem;
CREATE TEXT SEARCH CONFIGURATION shop_pt (COPY = pg_catalog.portuguese);
ALTER TEXT SEARCH CONFIGURATION shop_pt ALTER MAPPING FOR hword, hword_part, word WITH unaccent, portuguese_stem;
