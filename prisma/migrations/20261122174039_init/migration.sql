-- CreateTable
CREATE TABLE "plan" (
    "id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "names" JSONB NOT NULL,
    "pitches" JSONB NOT NULL,
    "interval" TEXT NOT NULL DEFAULT 'month',
    "max_products" INTEGER,
    "max_members" INTEGER,
    "max_domains" INTEGER,
    "is_active" BOOLEAN NOT NULL DEFAULT true,
    "is_featured" BOOLEAN NOT NULL DEFAULT false,
    "position" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "plan_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "plan_price" (
    "plan_id" UUID NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "amount_cents" INTEGER NOT NULL,
    "stripe_price_id" TEXT,

    CONSTRAINT "plan_price_pkey" PRIMARY KEY ("plan_id","currency")
);

-- CreateTable
CREATE TABLE "signup" (
    "id" UUID NOT NULL,
    "token_hash" TEXT NOT NULL,
    "slug" CITEXT NOT NULL,
    "store_name" TEXT NOT NULL,
    "email" CITEXT NOT NULL,
    "password_hash" TEXT NOT NULL,
    "locale" TEXT NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "country" CHAR(2) NOT NULL,
    "plan_id" UUID NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'started',
    "steps" JSONB NOT NULL DEFAULT '[]',
    "attempt" INTEGER NOT NULL DEFAULT 1,
    "terms_accepted_at" TIMESTAMPTZ(3) NOT NULL,
    "checkout_session_id" TEXT,
    "checkout_url" TEXT,
    "stripe_customer_id" TEXT,
    "stripe_subscription_id" TEXT,
    "store_id" UUID,
    "failure" TEXT,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "signup_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "subscription" (
    "store_id" UUID NOT NULL,
    "plan_id" UUID NOT NULL,
    "status" TEXT NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "stripe_customer_id" TEXT NOT NULL,
    "stripe_subscription_id" TEXT NOT NULL,
    "current_period_end" TIMESTAMPTZ(3),
    "cancel_at_period_end" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "subscription_pkey" PRIMARY KEY ("store_id")
);

-- CreateTable
CREATE TABLE "cart" (
    "store_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "token_hash" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "cart_pkey" PRIMARY KEY ("store_id","id")
);

-- CreateTable
CREATE TABLE "cart_line" (
    "store_id" UUID NOT NULL,
    "cart_id" UUID NOT NULL,
    "variant_id" UUID NOT NULL,
    "quantity" INTEGER NOT NULL,
    "seen_price_cents" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "cart_line_pkey" PRIMARY KEY ("store_id","cart_id","variant_id")
);

-- CreateTable
CREATE TABLE "checkout" (
    "store_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "cart_id" UUID NOT NULL,
    "token_hash" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'open',
    "email" CITEXT,
    "person" JSONB NOT NULL DEFAULT '{}',
    "address" JSONB NOT NULL DEFAULT '{}',
    "shipping_rate_id" UUID,
    "coupon_code" CITEXT,
    "payment_method" TEXT,
    "quote" JSONB,
    "quoted_at" TIMESTAMPTZ(3),
    "placed_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "checkout_pkey" PRIMARY KEY ("store_id","id")
);

-- CreateTable
CREATE TABLE "shipping_rate" (
    "store_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "price_cents" INTEGER NOT NULL,
    "min_subtotal_cents" INTEGER,
    "countries" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "min_days" INTEGER NOT NULL DEFAULT 2,
    "max_days" INTEGER NOT NULL DEFAULT 8,
    "position" INTEGER NOT NULL DEFAULT 0,
    "is_active" BOOLEAN NOT NULL DEFAULT true,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "shipping_rate_pkey" PRIMARY KEY ("store_id","id")
);

-- CreateTable
CREATE TABLE "coupon" (
    "store_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "code" CITEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "percent" INTEGER,
    "amount_cents" INTEGER,
    "min_subtotal_cents" INTEGER NOT NULL DEFAULT 0,
    "max_uses" INTEGER,
    "used" INTEGER NOT NULL DEFAULT 0,
    "starts_at" TIMESTAMPTZ(3),
    "ends_at" TIMESTAMPTZ(3),
    "is_active" BOOLEAN NOT NULL DEFAULT true,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "coupon_pkey" PRIMARY KEY ("store_id","id")
);

-- CreateTable
CREATE TABLE "coupon_use" (
    "store_id" UUID NOT NULL,
    "coupon_id" UUID NOT NULL,
    "order_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "coupon_use_pkey" PRIMARY KEY ("store_id","coupon_id","order_id")
);

-- CreateTable
CREATE TABLE "product" (
    "store_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "description_html" TEXT NOT NULL DEFAULT '',
    "vendor" TEXT NOT NULL DEFAULT '',
    "product_type" TEXT NOT NULL DEFAULT '',
    "tags" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "status" TEXT NOT NULL DEFAULT 'draft',
    "options" JSONB NOT NULL DEFAULT '[]',
    "is_featured" BOOLEAN NOT NULL DEFAULT false,
    "seo_title" TEXT,
    "seo_description" TEXT,
    "import_hash" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "product_pkey" PRIMARY KEY ("store_id","id")
);

-- CreateTable
CREATE TABLE "variant" (
    "store_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "product_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "option_values" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "sku" TEXT,
    "barcode" TEXT,
    "price_cents" INTEGER NOT NULL,
    "compare_at_cents" INTEGER,
    "cost_cents" INTEGER,
    "weight_grams" INTEGER NOT NULL DEFAULT 0,
    "requires_shipping" BOOLEAN NOT NULL DEFAULT true,
    "image_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "variant_pkey" PRIMARY KEY ("store_id","id")
);

-- CreateTable
CREATE TABLE "product_image" (
    "store_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "product_id" UUID NOT NULL,
    "media_id" UUID,
    "source_url" TEXT,
    "failure" TEXT,
    "alt" TEXT NOT NULL DEFAULT '',
    "position" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "product_image_pkey" PRIMARY KEY ("store_id","id")
);

-- CreateTable
CREATE TABLE "media" (
    "store_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "content_hash" TEXT NOT NULL,
    "width" INTEGER NOT NULL,
    "height" INTEGER NOT NULL,
    "bytes" INTEGER NOT NULL,
    "widths" INTEGER[],
    "blur" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "media_pkey" PRIMARY KEY ("store_id","id")
);

-- CreateTable
CREATE TABLE "collection" (
    "store_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "description_html" TEXT NOT NULL DEFAULT '',
    "status" TEXT NOT NULL DEFAULT 'active',
    "position" INTEGER NOT NULL DEFAULT 0,
    "media_id" UUID,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "collection_pkey" PRIMARY KEY ("store_id","id")
);

-- CreateTable
CREATE TABLE "collection_product" (
    "store_id" UUID NOT NULL,
    "collection_id" UUID NOT NULL,
    "product_id" UUID NOT NULL,
    "position" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "collection_product_pkey" PRIMARY KEY ("store_id","collection_id","product_id")
);

-- CreateTable
CREATE TABLE "product_import" (
    "store_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "file_name" TEXT NOT NULL,
    "content_hash" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'checked',
    "content" BYTEA NOT NULL,
    "report" JSONB NOT NULL,
    "products_total" INTEGER NOT NULL DEFAULT 0,
    "products_done" INTEGER NOT NULL DEFAULT 0,
    "created_count" INTEGER NOT NULL DEFAULT 0,
    "updated_count" INTEGER NOT NULL DEFAULT 0,
    "unchanged_count" INTEGER NOT NULL DEFAULT 0,
    "images_total" INTEGER NOT NULL DEFAULT 0,
    "images_done" INTEGER NOT NULL DEFAULT 0,
    "images_failed" INTEGER NOT NULL DEFAULT 0,
    "started_by" UUID,
    "started_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "product_import_pkey" PRIMARY KEY ("store_id","id")
);

-- CreateTable
CREATE TABLE "product_sales" (
    "store_id" UUID NOT NULL,
    "product_id" UUID NOT NULL,
    "units" INTEGER NOT NULL DEFAULT 0,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "product_sales_pkey" PRIMARY KEY ("store_id","product_id")
);

-- CreateTable
CREATE TABLE "outbox_event" (
    "id" UUID NOT NULL,
    "store_id" UUID,
    "name" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "not_before" TIMESTAMPTZ(3),
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "last_error" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "claimed_at" TIMESTAMPTZ(3),
    "published_at" TIMESTAMPTZ(3),

    CONSTRAINT "outbox_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "processed_event" (
    "consumer" TEXT NOT NULL,
    "event_id" TEXT NOT NULL,
    "store_id" UUID,
    "processed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "processed_event_pkey" PRIMARY KEY ("consumer","event_id")
);

-- CreateTable
CREATE TABLE "dead_letter" (
    "id" UUID NOT NULL,
    "store_id" UUID,
    "event_id" TEXT NOT NULL,
    "event_name" TEXT NOT NULL,
    "consumer" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "cause" TEXT NOT NULL,
    "detail" TEXT NOT NULL DEFAULT '',
    "attempts" INTEGER NOT NULL,
    "message_id" TEXT,
    "status" TEXT NOT NULL DEFAULT 'open',
    "resolution" TEXT NOT NULL DEFAULT '',
    "resolved_by" UUID,
    "first_failed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_failed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "resolved_at" TIMESTAMPTZ(3),

    CONSTRAINT "dead_letter_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "mail_message" (
    "id" UUID NOT NULL,
    "store_id" UUID,
    "dedupe_key" TEXT NOT NULL,
    "template" TEXT NOT NULL,
    "recipient" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'sending',
    "provider_id" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "sent_at" TIMESTAMPTZ(3),

    CONSTRAINT "mail_message_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "user" (
    "id" UUID NOT NULL,
    "email" CITEXT NOT NULL,
    "name" TEXT NOT NULL DEFAULT '',
    "password_hash" TEXT,
    "email_verified_at" TIMESTAMPTZ(3),
    "locale" TEXT NOT NULL DEFAULT 'en',
    "is_operator" BOOLEAN NOT NULL DEFAULT false,
    "totp_secret" TEXT,
    "totp_enabled_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "user_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "membership" (
    "store_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "role" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "membership_pkey" PRIMARY KEY ("store_id","user_id")
);

-- CreateTable
CREATE TABLE "invitation" (
    "store_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "email" CITEXT NOT NULL,
    "role" TEXT NOT NULL,
    "token_hash" TEXT NOT NULL,
    "invited_by" UUID NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "accepted_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "invitation_pkey" PRIMARY KEY ("store_id","id")
);

-- CreateTable
CREATE TABLE "user_session" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "user_agent" TEXT NOT NULL DEFAULT '',
    "ip_address" TEXT NOT NULL DEFAULT '',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "user_session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "user_token" (
    "token_hash" TEXT NOT NULL,
    "user_id" UUID NOT NULL,
    "purpose" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "user_token_pkey" PRIMARY KEY ("token_hash")
);

-- CreateTable
CREATE TABLE "audit_entry" (
    "id" UUID NOT NULL,
    "store_id" UUID,
    "actor_id" UUID,
    "actor_kind" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "before" JSONB,
    "after" JSONB,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "audit_entry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "rate_limit" (
    "key" TEXT NOT NULL,
    "points" INTEGER NOT NULL DEFAULT 0,
    "expire" TIMESTAMPTZ(3),

    CONSTRAINT "rate_limit_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "inventory_level" (
    "store_id" UUID NOT NULL,
    "variant_id" UUID NOT NULL,
    "is_tracked" BOOLEAN NOT NULL DEFAULT true,
    "allow_backorder" BOOLEAN NOT NULL DEFAULT false,
    "on_hand" INTEGER NOT NULL DEFAULT 0,
    "reserved" INTEGER NOT NULL DEFAULT 0,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "inventory_level_pkey" PRIMARY KEY ("store_id","variant_id")
);

-- CreateTable
CREATE TABLE "inventory_movement" (
    "store_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "variant_id" UUID NOT NULL,
    "delta" INTEGER NOT NULL,
    "reason" TEXT NOT NULL,
    "note" TEXT NOT NULL DEFAULT '',
    "order_id" UUID,
    "actor_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "inventory_movement_pkey" PRIMARY KEY ("store_id","id")
);

-- CreateTable
CREATE TABLE "stock_hold" (
    "store_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "order_id" UUID NOT NULL,
    "variant_id" UUID NOT NULL,
    "quantity" INTEGER NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'held',
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "stock_hold_pkey" PRIMARY KEY ("store_id","id")
);

-- CreateTable
CREATE TABLE "customer" (
    "store_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "email" CITEXT,
    "name" TEXT NOT NULL DEFAULT '',
    "phone" TEXT NOT NULL DEFAULT '',
    "erased_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "customer_pkey" PRIMARY KEY ("store_id","id")
);

-- CreateTable
CREATE TABLE "order" (
    "store_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "checkout_id" UUID NOT NULL,
    "customer_id" UUID,
    "token_hash" TEXT NOT NULL,
    "token_sealed" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'awaiting_payment',
    "payment_state" TEXT NOT NULL DEFAULT 'unpaid',
    "fulfilment_state" TEXT NOT NULL DEFAULT 'unfulfilled',
    "flags" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "locale" TEXT NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "subtotal_cents" INTEGER NOT NULL,
    "shipping_cents" INTEGER NOT NULL,
    "discount_cents" INTEGER NOT NULL DEFAULT 0,
    "interest_cents" INTEGER NOT NULL DEFAULT 0,
    "total_cents" INTEGER NOT NULL,
    "coupon_code" TEXT,
    "shipping_name" TEXT NOT NULL,
    "shipping_min_days" INTEGER NOT NULL DEFAULT 0,
    "shipping_max_days" INTEGER NOT NULL DEFAULT 0,
    "note" TEXT NOT NULL DEFAULT '',
    "placed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "confirmed_at" TIMESTAMPTZ(3),
    "cancelled_at" TIMESTAMPTZ(3),
    "expires_at" TIMESTAMPTZ(3),
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "order_pkey" PRIMARY KEY ("store_id","id")
);

-- CreateTable
CREATE TABLE "order_person" (
    "store_id" UUID NOT NULL,
    "order_id" UUID NOT NULL,
    "email" TEXT,
    "name" TEXT NOT NULL DEFAULT '',
    "phone" TEXT NOT NULL DEFAULT '',
    "document" TEXT NOT NULL DEFAULT '',
    "address" JSONB NOT NULL DEFAULT '{}',
    "erased_at" TIMESTAMPTZ(3),

    CONSTRAINT "order_person_pkey" PRIMARY KEY ("store_id","order_id")
);

-- CreateTable
CREATE TABLE "order_line" (
    "store_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "order_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "product_id" UUID,
    "variant_id" UUID,
    "title" TEXT NOT NULL,
    "variant_title" TEXT NOT NULL DEFAULT '',
    "sku" TEXT,
    "slug" TEXT NOT NULL,
    "image_url" TEXT,
    "unit_price_cents" INTEGER NOT NULL,
    "quantity" INTEGER NOT NULL,
    "total_cents" INTEGER NOT NULL,

    CONSTRAINT "order_line_pkey" PRIMARY KEY ("store_id","id")
);

-- CreateTable
CREATE TABLE "order_entry" (
    "store_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "order_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "detail" JSONB NOT NULL DEFAULT '{}',
    "actor_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "order_entry_pkey" PRIMARY KEY ("store_id","id")
);

-- CreateTable
CREATE TABLE "fulfilment" (
    "store_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "order_id" UUID NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'pending',
    "carrier" TEXT NOT NULL DEFAULT '',
    "tracking_code" TEXT NOT NULL DEFAULT '',
    "tracking_url" TEXT NOT NULL DEFAULT '',
    "shipped_at" TIMESTAMPTZ(3),
    "delivered_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "fulfilment_pkey" PRIMARY KEY ("store_id","id")
);

-- CreateTable
CREATE TABLE "gateway_account" (
    "store_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "provider" TEXT NOT NULL,
    "label" TEXT NOT NULL DEFAULT '',
    "is_active" BOOLEAN NOT NULL DEFAULT true,
    "is_default" BOOLEAN NOT NULL DEFAULT false,
    "external_id" TEXT NOT NULL,
    "public_key" TEXT NOT NULL DEFAULT '',
    "secret_sealed" TEXT NOT NULL DEFAULT '',
    "notice_key" TEXT NOT NULL,
    "notice_sealed" TEXT NOT NULL DEFAULT '',
    "settings" JSONB NOT NULL DEFAULT '{}',
    "checked_at" TIMESTAMPTZ(3),
    "last_notice_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "gateway_account_pkey" PRIMARY KEY ("store_id","id")
);

-- CreateTable
CREATE TABLE "gateway_notice" (
    "store_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "gateway_account_id" UUID NOT NULL,
    "gateway_event_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "reference" TEXT NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "processed_at" TIMESTAMPTZ(3),
    "outcome" TEXT,

    CONSTRAINT "gateway_notice_pkey" PRIMARY KEY ("store_id","id")
);

-- CreateTable
CREATE TABLE "payment" (
    "store_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "order_id" UUID NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "amount_cents" INTEGER NOT NULL,
    "authorized_cents" INTEGER NOT NULL DEFAULT 0,
    "captured_cents" INTEGER NOT NULL DEFAULT 0,
    "refunded_cents" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "payment_pkey" PRIMARY KEY ("store_id","id")
);

-- CreateTable
CREATE TABLE "payment_attempt" (
    "store_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "payment_id" UUID NOT NULL,
    "order_id" UUID NOT NULL,
    "attempt_no" INTEGER NOT NULL,
    "gateway_account_id" UUID NOT NULL,
    "method" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'created',
    "amount_cents" INTEGER NOT NULL,
    "instalments" INTEGER NOT NULL DEFAULT 1,
    "gateway_ref" TEXT,
    "gateway_code" TEXT NOT NULL,
    "redirect_url" TEXT,
    "display" JSONB NOT NULL DEFAULT '{}',
    "failure_code" TEXT,
    "unknown_word" TEXT,
    "submitted_at" TIMESTAMPTZ(3),
    "expires_at" TIMESTAMPTZ(3),
    "final_at" TIMESTAMPTZ(3),
    "next_poll_at" TIMESTAMPTZ(3),
    "poll_count" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "payment_attempt_pkey" PRIMARY KEY ("store_id","id")
);

-- CreateTable
CREATE TABLE "ledger_entry" (
    "store_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "payment_id" UUID NOT NULL,
    "attempt_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "gateway_ref" TEXT NOT NULL,
    "amount_cents" INTEGER NOT NULL,
    "occurred_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ledger_entry_pkey" PRIMARY KEY ("store_id","id")
);

-- CreateTable
CREATE TABLE "refund" (
    "store_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "payment_id" UUID NOT NULL,
    "attempt_id" UUID NOT NULL,
    "amount_cents" INTEGER NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'requested',
    "reason" TEXT NOT NULL DEFAULT '',
    "gateway_ref" TEXT,
    "restock" BOOLEAN NOT NULL DEFAULT false,
    "requested_by" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "settled_at" TIMESTAMPTZ(3),

    CONSTRAINT "refund_pkey" PRIMARY KEY ("store_id","id")
);

-- CreateTable
CREATE TABLE "search_document" (
    "store_id" UUID NOT NULL,
    "product_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "is_visible" BOOLEAN NOT NULL,
    "slug" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "vendor" TEXT NOT NULL DEFAULT '',
    "product_type" TEXT NOT NULL DEFAULT '',
    "tags" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "collection_ids" UUID[] DEFAULT ARRAY[]::UUID[],
    "option_pairs" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "min_price_cents" INTEGER NOT NULL,
    "max_price_cents" INTEGER NOT NULL,
    "is_available" BOOLEAN NOT NULL,
    "is_featured" BOOLEAN NOT NULL DEFAULT false,
    "sales_count" INTEGER NOT NULL DEFAULT 0,
    "card" JSONB NOT NULL,
    "words" TEXT NOT NULL,
    "published_at" TIMESTAMPTZ(3) NOT NULL,
    "indexed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "search_vector" tsvector,

    CONSTRAINT "search_document_pkey" PRIMARY KEY ("store_id","product_id")
);

-- CreateTable
CREATE TABLE "store" (
    "id" UUID NOT NULL,
    "slug" CITEXT NOT NULL,
    "name" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'provisioning',
    "is_published" BOOLEAN NOT NULL DEFAULT false,
    "locale" TEXT NOT NULL DEFAULT 'en',
    "currency" CHAR(3) NOT NULL DEFAULT 'USD',
    "time_zone" TEXT NOT NULL DEFAULT 'UTC',
    "country" CHAR(2) NOT NULL DEFAULT 'US',
    "theme" JSONB NOT NULL DEFAULT '{}',
    "menus" JSONB NOT NULL DEFAULT '{}',
    "contact" JSONB NOT NULL DEFAULT '{}',
    "setup_state" JSONB NOT NULL DEFAULT '{}',
    "preview_password" TEXT,
    "order_sequence" INTEGER NOT NULL DEFAULT 1000,
    "version" INTEGER NOT NULL DEFAULT 1,
    "suspended_at" TIMESTAMPTZ(3),
    "suspended_reason" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "store_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "store_host" (
    "host" TEXT NOT NULL,
    "store_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'active',
    "is_primary" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "store_host_pkey" PRIMARY KEY ("host")
);

-- CreateTable
CREATE TABLE "page" (
    "store_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "body_html" TEXT NOT NULL DEFAULT '',
    "kind" TEXT NOT NULL DEFAULT 'custom',
    "is_published" BOOLEAN NOT NULL DEFAULT true,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "page_pkey" PRIMARY KEY ("store_id","id")
);

-- CreateTable
CREATE TABLE "path_redirect" (
    "store_id" UUID NOT NULL,
    "from_path" TEXT NOT NULL,
    "to_path" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "path_redirect_pkey" PRIMARY KEY ("store_id","from_path")
);

-- CreateIndex
CREATE UNIQUE INDEX "plan_code_key" ON "plan"("code");

-- CreateIndex
CREATE INDEX "plan_is_active_position_idx" ON "plan"("is_active", "position");

-- CreateIndex
CREATE UNIQUE INDEX "signup_token_hash_key" ON "signup"("token_hash");

-- CreateIndex
CREATE UNIQUE INDEX "signup_checkout_session_id_key" ON "signup"("checkout_session_id");

-- CreateIndex
CREATE UNIQUE INDEX "signup_stripe_subscription_id_key" ON "signup"("stripe_subscription_id");

-- CreateIndex
CREATE UNIQUE INDEX "signup_store_id_key" ON "signup"("store_id");

-- CreateIndex
CREATE INDEX "signup_slug_status_idx" ON "signup"("slug", "status");

-- CreateIndex
CREATE INDEX "signup_email_idx" ON "signup"("email");

-- CreateIndex
CREATE INDEX "signup_status_expires_at_idx" ON "signup"("status", "expires_at");

-- CreateIndex
CREATE UNIQUE INDEX "subscription_stripe_subscription_id_key" ON "subscription"("stripe_subscription_id");

-- CreateIndex
CREATE INDEX "subscription_plan_id_idx" ON "subscription"("plan_id");

-- CreateIndex
CREATE INDEX "cart_updated_at_idx" ON "cart"("updated_at");

-- CreateIndex
CREATE UNIQUE INDEX "cart_store_id_token_hash_key" ON "cart"("store_id", "token_hash");

-- CreateIndex
CREATE INDEX "cart_line_store_id_variant_id_idx" ON "cart_line"("store_id", "variant_id");

-- CreateIndex
CREATE INDEX "checkout_store_id_cart_id_idx" ON "checkout"("store_id", "cart_id");

-- CreateIndex
CREATE INDEX "checkout_store_id_status_updated_at_idx" ON "checkout"("store_id", "status", "updated_at");

-- CreateIndex
CREATE UNIQUE INDEX "checkout_store_id_token_hash_key" ON "checkout"("store_id", "token_hash");

-- CreateIndex
CREATE INDEX "shipping_rate_store_id_is_active_position_idx" ON "shipping_rate"("store_id", "is_active", "position");

-- CreateIndex
CREATE UNIQUE INDEX "coupon_store_id_code_key" ON "coupon"("store_id", "code");

-- CreateIndex
CREATE INDEX "coupon_use_store_id_order_id_idx" ON "coupon_use"("store_id", "order_id");

-- CreateIndex
CREATE INDEX "product_store_id_status_updated_at_idx" ON "product"("store_id", "status", "updated_at");

-- CreateIndex
CREATE INDEX "product_store_id_updated_at_idx" ON "product"("store_id", "updated_at");

-- CreateIndex
CREATE INDEX "product_store_id_title_idx" ON "product"("store_id", "title");

-- CreateIndex
CREATE UNIQUE INDEX "product_store_id_slug_key" ON "product"("store_id", "slug");

-- CreateIndex
CREATE INDEX "variant_store_id_product_id_position_idx" ON "variant"("store_id", "product_id", "position");

-- CreateIndex
CREATE UNIQUE INDEX "variant_store_id_sku_key" ON "variant"("store_id", "sku");

-- CreateIndex
CREATE UNIQUE INDEX "variant_store_id_product_id_option_values_key" ON "variant"("store_id", "product_id", "option_values");

-- CreateIndex
CREATE INDEX "product_image_store_id_product_id_position_idx" ON "product_image"("store_id", "product_id", "position");

-- CreateIndex
CREATE INDEX "product_image_store_id_media_id_idx" ON "product_image"("store_id", "media_id");

-- CreateIndex
CREATE UNIQUE INDEX "product_image_store_id_product_id_source_url_key" ON "product_image"("store_id", "product_id", "source_url");

-- CreateIndex
CREATE UNIQUE INDEX "media_store_id_content_hash_key" ON "media"("store_id", "content_hash");

-- CreateIndex
CREATE INDEX "collection_store_id_position_idx" ON "collection"("store_id", "position");

-- CreateIndex
CREATE INDEX "collection_store_id_media_id_idx" ON "collection"("store_id", "media_id");

-- CreateIndex
CREATE UNIQUE INDEX "collection_store_id_slug_key" ON "collection"("store_id", "slug");

-- CreateIndex
CREATE INDEX "collection_product_store_id_product_id_idx" ON "collection_product"("store_id", "product_id");

-- CreateIndex
CREATE INDEX "product_import_store_id_created_at_idx" ON "product_import"("store_id", "created_at");

-- CreateIndex
CREATE INDEX "outbox_event_published_at_created_at_idx" ON "outbox_event"("published_at", "created_at");

-- CreateIndex
CREATE INDEX "outbox_event_store_id_created_at_idx" ON "outbox_event"("store_id", "created_at");

-- CreateIndex
CREATE INDEX "processed_event_processed_at_idx" ON "processed_event"("processed_at");

-- CreateIndex
CREATE INDEX "dead_letter_store_id_status_last_failed_at_idx" ON "dead_letter"("store_id", "status", "last_failed_at");

-- CreateIndex
CREATE INDEX "dead_letter_status_last_failed_at_idx" ON "dead_letter"("status", "last_failed_at");

-- CreateIndex
CREATE UNIQUE INDEX "dead_letter_consumer_event_id_key" ON "dead_letter"("consumer", "event_id");

-- CreateIndex
CREATE UNIQUE INDEX "mail_message_dedupe_key_key" ON "mail_message"("dedupe_key");

-- CreateIndex
CREATE INDEX "mail_message_store_id_created_at_idx" ON "mail_message"("store_id", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "user_email_key" ON "user"("email");

-- CreateIndex
CREATE INDEX "membership_user_id_idx" ON "membership"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "invitation_token_hash_key" ON "invitation"("token_hash");

-- CreateIndex
CREATE INDEX "invitation_store_id_email_idx" ON "invitation"("store_id", "email");

-- CreateIndex
CREATE INDEX "user_session_user_id_created_at_idx" ON "user_session"("user_id", "created_at");

-- CreateIndex
CREATE INDEX "user_token_user_id_purpose_idx" ON "user_token"("user_id", "purpose");

-- CreateIndex
CREATE INDEX "audit_entry_store_id_created_at_idx" ON "audit_entry"("store_id", "created_at");

-- CreateIndex
CREATE INDEX "audit_entry_created_at_idx" ON "audit_entry"("created_at");

-- CreateIndex
CREATE INDEX "inventory_movement_store_id_variant_id_created_at_idx" ON "inventory_movement"("store_id", "variant_id", "created_at");

-- CreateIndex
CREATE INDEX "stock_hold_store_id_order_id_idx" ON "stock_hold"("store_id", "order_id");

-- CreateIndex
CREATE INDEX "stock_hold_store_id_variant_id_status_idx" ON "stock_hold"("store_id", "variant_id", "status");

-- CreateIndex
CREATE INDEX "stock_hold_status_expires_at_idx" ON "stock_hold"("status", "expires_at");

-- CreateIndex
CREATE INDEX "customer_store_id_created_at_idx" ON "customer"("store_id", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "customer_store_id_email_key" ON "customer"("store_id", "email");

-- CreateIndex
CREATE INDEX "order_store_id_placed_at_idx" ON "order"("store_id", "placed_at");

-- CreateIndex
CREATE INDEX "order_store_id_status_placed_at_idx" ON "order"("store_id", "status", "placed_at");

-- CreateIndex
CREATE INDEX "order_store_id_payment_state_placed_at_idx" ON "order"("store_id", "payment_state", "placed_at");

-- CreateIndex
CREATE INDEX "order_store_id_customer_id_placed_at_idx" ON "order"("store_id", "customer_id", "placed_at");

-- CreateIndex
CREATE INDEX "order_status_expires_at_idx" ON "order"("status", "expires_at");

-- CreateIndex
CREATE UNIQUE INDEX "order_store_id_number_key" ON "order"("store_id", "number");

-- CreateIndex
CREATE UNIQUE INDEX "order_store_id_checkout_id_key" ON "order"("store_id", "checkout_id");

-- CreateIndex
CREATE UNIQUE INDEX "order_store_id_token_hash_key" ON "order"("store_id", "token_hash");

-- CreateIndex
CREATE INDEX "order_line_store_id_order_id_position_idx" ON "order_line"("store_id", "order_id", "position");

-- CreateIndex
CREATE INDEX "order_line_store_id_product_id_idx" ON "order_line"("store_id", "product_id");

-- CreateIndex
CREATE INDEX "order_entry_store_id_order_id_created_at_idx" ON "order_entry"("store_id", "order_id", "created_at");

-- CreateIndex
CREATE INDEX "fulfilment_store_id_order_id_idx" ON "fulfilment"("store_id", "order_id");

-- CreateIndex
CREATE UNIQUE INDEX "gateway_account_notice_key_key" ON "gateway_account"("notice_key");

-- CreateIndex
CREATE INDEX "gateway_account_provider_external_id_idx" ON "gateway_account"("provider", "external_id");

-- CreateIndex
CREATE UNIQUE INDEX "gateway_account_store_id_provider_external_id_key" ON "gateway_account"("store_id", "provider", "external_id");

-- CreateIndex
CREATE INDEX "gateway_notice_store_id_received_at_idx" ON "gateway_notice"("store_id", "received_at");

-- CreateIndex
CREATE UNIQUE INDEX "gateway_notice_store_id_gateway_account_id_gateway_event_id_key" ON "gateway_notice"("store_id", "gateway_account_id", "gateway_event_id");

-- CreateIndex
CREATE UNIQUE INDEX "payment_store_id_order_id_key" ON "payment"("store_id", "order_id");

-- CreateIndex
CREATE INDEX "payment_attempt_store_id_payment_id_idx" ON "payment_attempt"("store_id", "payment_id");

-- CreateIndex
CREATE INDEX "payment_attempt_store_id_gateway_account_id_gateway_ref_idx" ON "payment_attempt"("store_id", "gateway_account_id", "gateway_ref");

-- CreateIndex
CREATE INDEX "payment_attempt_status_next_poll_at_idx" ON "payment_attempt"("status", "next_poll_at");

-- CreateIndex
CREATE UNIQUE INDEX "payment_attempt_store_id_order_id_attempt_no_key" ON "payment_attempt"("store_id", "order_id", "attempt_no");

-- CreateIndex
CREATE UNIQUE INDEX "payment_attempt_store_id_gateway_account_id_gateway_code_key" ON "payment_attempt"("store_id", "gateway_account_id", "gateway_code");

-- CreateIndex
CREATE UNIQUE INDEX "ledger_entry_store_id_payment_id_kind_gateway_ref_key" ON "ledger_entry"("store_id", "payment_id", "kind", "gateway_ref");

-- CreateIndex
CREATE INDEX "refund_store_id_payment_id_idx" ON "refund"("store_id", "payment_id");

-- CreateIndex
CREATE INDEX "refund_status_created_at_idx" ON "refund"("status", "created_at");

-- CreateIndex
CREATE INDEX "search_document_store_id_is_visible_min_price_cents_idx" ON "search_document"("store_id", "is_visible", "min_price_cents");

-- CreateIndex
CREATE INDEX "search_document_store_id_is_visible_sales_count_idx" ON "search_document"("store_id", "is_visible", "sales_count");

-- CreateIndex
CREATE INDEX "search_document_store_id_is_visible_published_at_idx" ON "search_document"("store_id", "is_visible", "published_at");

-- CreateIndex
CREATE INDEX "search_document_search_vector_idx" ON "search_document" USING GIN ("search_vector");

-- CreateIndex
CREATE INDEX "search_document_words_idx" ON "search_document" USING GIN ("words" gin_trgm_ops);

-- CreateIndex
CREATE INDEX "search_document_collection_ids_idx" ON "search_document" USING GIN ("collection_ids");

-- CreateIndex
CREATE UNIQUE INDEX "store_slug_key" ON "store"("slug");

-- CreateIndex
CREATE INDEX "store_status_created_at_idx" ON "store"("status", "created_at");

-- CreateIndex
CREATE INDEX "store_host_store_id_idx" ON "store_host"("store_id");

-- CreateIndex
CREATE UNIQUE INDEX "page_store_id_slug_key" ON "page"("store_id", "slug");

-- AddForeignKey
ALTER TABLE "plan_price" ADD CONSTRAINT "plan_price_plan_id_fkey" FOREIGN KEY ("plan_id") REFERENCES "plan"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "signup" ADD CONSTRAINT "signup_plan_id_fkey" FOREIGN KEY ("plan_id") REFERENCES "plan"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "subscription" ADD CONSTRAINT "subscription_store_id_fkey" FOREIGN KEY ("store_id") REFERENCES "store"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "subscription" ADD CONSTRAINT "subscription_plan_id_fkey" FOREIGN KEY ("plan_id") REFERENCES "plan"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "cart_line" ADD CONSTRAINT "cart_line_store_id_cart_id_fkey" FOREIGN KEY ("store_id", "cart_id") REFERENCES "cart"("store_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "cart_line" ADD CONSTRAINT "cart_line_store_id_variant_id_fkey" FOREIGN KEY ("store_id", "variant_id") REFERENCES "variant"("store_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "checkout" ADD CONSTRAINT "checkout_store_id_cart_id_fkey" FOREIGN KEY ("store_id", "cart_id") REFERENCES "cart"("store_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "coupon_use" ADD CONSTRAINT "coupon_use_store_id_coupon_id_fkey" FOREIGN KEY ("store_id", "coupon_id") REFERENCES "coupon"("store_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "coupon_use" ADD CONSTRAINT "coupon_use_store_id_order_id_fkey" FOREIGN KEY ("store_id", "order_id") REFERENCES "order"("store_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "variant" ADD CONSTRAINT "variant_store_id_product_id_fkey" FOREIGN KEY ("store_id", "product_id") REFERENCES "product"("store_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "product_image" ADD CONSTRAINT "product_image_store_id_product_id_fkey" FOREIGN KEY ("store_id", "product_id") REFERENCES "product"("store_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "product_image" ADD CONSTRAINT "product_image_store_id_media_id_fkey" FOREIGN KEY ("store_id", "media_id") REFERENCES "media"("store_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "collection" ADD CONSTRAINT "collection_store_id_media_id_fkey" FOREIGN KEY ("store_id", "media_id") REFERENCES "media"("store_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "collection_product" ADD CONSTRAINT "collection_product_store_id_collection_id_fkey" FOREIGN KEY ("store_id", "collection_id") REFERENCES "collection"("store_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "collection_product" ADD CONSTRAINT "collection_product_store_id_product_id_fkey" FOREIGN KEY ("store_id", "product_id") REFERENCES "product"("store_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "membership" ADD CONSTRAINT "membership_store_id_fkey" FOREIGN KEY ("store_id") REFERENCES "store"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "membership" ADD CONSTRAINT "membership_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "user_session" ADD CONSTRAINT "user_session_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "user_token" ADD CONSTRAINT "user_token_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "inventory_level" ADD CONSTRAINT "inventory_level_store_id_variant_id_fkey" FOREIGN KEY ("store_id", "variant_id") REFERENCES "variant"("store_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "inventory_movement" ADD CONSTRAINT "inventory_movement_store_id_variant_id_fkey" FOREIGN KEY ("store_id", "variant_id") REFERENCES "variant"("store_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "stock_hold" ADD CONSTRAINT "stock_hold_store_id_order_id_fkey" FOREIGN KEY ("store_id", "order_id") REFERENCES "order"("store_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "stock_hold" ADD CONSTRAINT "stock_hold_store_id_variant_id_fkey" FOREIGN KEY ("store_id", "variant_id") REFERENCES "variant"("store_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "order" ADD CONSTRAINT "order_store_id_checkout_id_fkey" FOREIGN KEY ("store_id", "checkout_id") REFERENCES "checkout"("store_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "order" ADD CONSTRAINT "order_store_id_customer_id_fkey" FOREIGN KEY ("store_id", "customer_id") REFERENCES "customer"("store_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "order_person" ADD CONSTRAINT "order_person_store_id_order_id_fkey" FOREIGN KEY ("store_id", "order_id") REFERENCES "order"("store_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "order_line" ADD CONSTRAINT "order_line_store_id_order_id_fkey" FOREIGN KEY ("store_id", "order_id") REFERENCES "order"("store_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "order_entry" ADD CONSTRAINT "order_entry_store_id_order_id_fkey" FOREIGN KEY ("store_id", "order_id") REFERENCES "order"("store_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "fulfilment" ADD CONSTRAINT "fulfilment_store_id_order_id_fkey" FOREIGN KEY ("store_id", "order_id") REFERENCES "order"("store_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "gateway_notice" ADD CONSTRAINT "gateway_notice_store_id_gateway_account_id_fkey" FOREIGN KEY ("store_id", "gateway_account_id") REFERENCES "gateway_account"("store_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "payment" ADD CONSTRAINT "payment_store_id_order_id_fkey" FOREIGN KEY ("store_id", "order_id") REFERENCES "order"("store_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "payment_attempt" ADD CONSTRAINT "payment_attempt_store_id_payment_id_fkey" FOREIGN KEY ("store_id", "payment_id") REFERENCES "payment"("store_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "payment_attempt" ADD CONSTRAINT "payment_attempt_store_id_gateway_account_id_fkey" FOREIGN KEY ("store_id", "gateway_account_id") REFERENCES "gateway_account"("store_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ledger_entry" ADD CONSTRAINT "ledger_entry_store_id_payment_id_fkey" FOREIGN KEY ("store_id", "payment_id") REFERENCES "payment"("store_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "refund" ADD CONSTRAINT "refund_store_id_payment_id_fkey" FOREIGN KEY ("store_id", "payment_id") REFERENCES "payment"("store_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "store_host" ADD CONSTRAINT "store_host_store_id_fkey" FOREIGN KEY ("store_id") REFERENCES "store"("id") ON DELETE CASCADE ON UPDATE CASCADE;
