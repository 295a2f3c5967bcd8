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

-- Starts as many of a key's waiting messages as its limits allow, the longest due first: at most `parallelism` at once, and at most
-- `rate` per window; windows follow one another without overlap. One call, so that the key stays locked for no round trip. A key that
-- housekeeping forgot while a message of it was delayed is made anew from that message. `ahead_ms` is how far the machine's clock is
-- ahead of the server's: the job library keeps to the former.
create or replace function queue.fill_flow(wanted text, now_ms bigint, ahead_ms bigint) returns void language plpgsql as $$
declare
  flow queue.flow;
  window_start bigint;
  begun integer;
  places integer := 1000000;
  starts integer := 1000000;
  admitted integer := 0;
begin
  select * into flow from queue.flow where key = wanted for update;
  if not found then
    insert into queue.flow (key, parallelism, rate, period_ms)
      select flow_key, (settings -> 'flowControl' ->> 'parallelism')::int, (settings -> 'flowControl' ->> 'rate')::int,
        (settings -> 'flowControl' ->> 'periodMs')::bigint
      from queue.message where flow_key = wanted and state = 'throttled' order by number desc limit 1
      on conflict do nothing;
    select * into flow from queue.flow where key = wanted for update;
  end if;
  if flow.key is null or flow.is_paused then return; end if;

  window_start := case when now_ms >= flow.window_at + flow.period_ms then now_ms else flow.window_at end;
  begun := case when now_ms >= flow.window_at + flow.period_ms then 0 else flow.started end;
  if flow.rate is not null then starts := greatest(0, flow.rate - begun); end if;
  if flow.parallelism is not null then
    select greatest(0, flow.parallelism - count(*)) into places from queue.message where flow_key = wanted and state in ('ready', 'active');
  end if;

  if least(places, starts) > 0 then
    with next as (
        select number from queue.message where flow_key = wanted and state = 'throttled'
        order by due_at, number limit least(places, starts) for update skip locked),
      taken as (update queue.message set state = 'ready' where number in (select number from next) returning id)
    select count(*) into admitted from queue_jobs.add_jobs((
      select array_agg(('deliver', json_build_object('id', id), null, null, 32767, 'deliver:' || id, null, null)::queue_jobs.job_spec) from taken));
  end if;
  if window_start <> flow.window_at or (flow.rate is not null and admitted > 0) then
    update queue.flow set window_at = window_start, started = begun + admitted where key = wanted;
  end if;
  if flow.rate is not null and starts <= places and admitted = starts then
    perform queue_jobs.add_job('flow', json_build_object('id', wanted), run_at => to_timestamp((window_start + flow.period_ms + ahead_ms) / 1000.0),
      job_key => 'flow:' || wanted, max_attempts => 32767);
  end if;
end $$;
