-- The queue server's own tables. Times are unix milliseconds of the server's clock, as they are on the wire.
create schema if not exists queue;

create table if not exists queue.message (
  number bigint generated always as identity primary key,
  id text not null unique,
  -- scheduled: has a job at due_at · queued: waits for its queue's turn · throttled: waits for flow control
  -- ready: has a job now · active: an attempt is being made · then delivered, failed or cancelled
  state text not null check (state in ('scheduled', 'queued', 'throttled', 'ready', 'active', 'delivered', 'failed', 'cancelled')),
  url text not null,
  host text not null,
  path text not null,
  body bytea not null,
  settings jsonb not null,
  labels text[] not null,
  queue text,
  flow_key text,
  topic text,
  endpoint_name text,
  schedule_id text,
  caller_ip text not null,
  created_at bigint not null,
  due_at bigint not null,
  retried integer not null default 0,
  -- The place held in a queue: a message and the callbacks about it share one holder.
  turn_queue text,
  turn_holder text,
  is_cancel_requested boolean not null default false,
  finished_at bigint,
  dlq_id text unique,
  response_status integer,
  response_headers jsonb,
  response_body bytea
);

create index if not exists message_live on queue.message (state, due_at) where finished_at is null;
create index if not exists message_live_in_queue on queue.message (queue) where finished_at is null and queue is not null;
create index if not exists message_waits_for_turn on queue.message (queue, number) where state = 'queued';
create index if not exists message_waits_for_flow on queue.message (flow_key, due_at, number) where state = 'throttled';
create index if not exists message_uses_flow on queue.message (flow_key) where state in ('ready', 'active');
create index if not exists message_holds_turn on queue.message (turn_queue) where turn_queue is not null;
create index if not exists message_dead on queue.message (finished_at, number) where dlq_id is not null;
create index if not exists message_finished on queue.message (finished_at) where finished_at is not null;

create table if not exists queue.event (
  id bigint generated always as identity primary key,
  message_number bigint not null references queue.message on delete cascade,
  state text not null,
  time bigint not null,
  error text,
  next_delivery_at bigint,
  response_status integer,
  response_headers jsonb,
  response_body text
);

create index if not exists event_of_message on queue.event (message_number);

create table if not exists queue.queue (
  name text primary key,
  parallelism integer not null default 1,
  is_paused boolean not null default false,
  created_at bigint not null,
  updated_at bigint not null
);

create table if not exists queue.flow (
  key text primary key,
  parallelism integer,
  rate integer,
  period_ms bigint not null default 1000,
  is_pinned_parallelism boolean not null default false,
  is_pinned_rate boolean not null default false,
  is_paused boolean not null default false,
  window_at bigint not null default 0,
  started integer not null default 0
);

create table if not exists queue.url_group (
  name text primary key,
  endpoints jsonb not null,
  created_at bigint not null,
  updated_at bigint not null
);

create table if not exists queue.schedule (
  id text primary key,
  cron text not null,
  destination text not null,
  headers jsonb not null,
  body bytea not null,
  queue text,
  caller_ip text not null,
  is_paused boolean not null default false,
  created_at bigint not null,
  last_at bigint,
  next_at bigint,
  last_message_ids text[] not null default '{}'
);

create table if not exists queue.deduplication (
  key text primary key,
  message_id text not null,
  expires_at bigint not null
);

create index if not exists deduplication_expiry on queue.deduplication (expires_at);

-- One row. configured_* is the pair that the server was started with: as long as it stays the same, rotations survive a restart.
create table if not exists queue.signing_keys (
  is_only_row boolean primary key default true check (is_only_row),
  configured_current text not null,
  configured_next text not null,
  current text not null,
  next text not null
);
