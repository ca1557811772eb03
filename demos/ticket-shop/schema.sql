create table accounts (
  id bigint generated always as identity primary key,
  email text not null unique,
  password_hash text not null,
  role text not null check (role in ('buyer', 'organiser', 'operator')),
  -- Decides how many requests are allowed.
  plan text not null default 'standard' check (plan in ('standard', 'premium')),
  created_at timestamptz not null default now()
);

-- A family is what began with one log-in. Of each family one token is unused.
create table refresh_tokens (
  token_hash bytea primary key,
  family uuid not null,
  account_id bigint not null references accounts,
  expires_at timestamptz not null,
  used_at timestamptz
);
create index on refresh_tokens (family);
create index on refresh_tokens (account_id);

create table venues (
  id bigint generated always as identity primary key,
  name text not null,
  city text not null,
  unique (name, city)
);

create table artists (
  id bigint generated always as identity primary key,
  name text not null unique
);

create table events (
  id bigint generated always as identity primary key,
  organiser_id bigint not null references accounts,
  venue_id bigint not null references venues,
  title text not null,
  starts_at timestamptz not null,
  price_cents integer not null check (price_cents > 0)
);
create index on events (starts_at, id);

create table event_artists (
  event_id bigint references events,
  artist_id bigint references artists,
  primary key (event_id, artist_id)
);

create table orders (
  id uuid primary key default uuidv7(),
  buyer_id bigint not null references accounts,
  event_id bigint not null references events,
  quantity integer not null check (quantity between 1 and 8),
  amount_cents integer not null,
  card text not null,
  status text not null default 'pending'
    check (status in ('pending', 'complete', 'cancelled', 'parked')),
  -- A buyer who has not paid by then loses the seats.
  held_until timestamptz not null,
  created_at timestamptz not null default now()
);
create index on orders (buyer_id, created_at);
create index on orders (event_id);

-- Without an order a seat is free; with a pending one it is held, with a complete one sold.
create table seats (
  id bigint generated always as identity primary key,
  event_id bigint not null references events,
  label text not null,
  order_id uuid references orders,
  unique (event_id, label)
);
create index free_seats on seats (event_id, id) where order_id is null;
-- Not of free seats: when few are free the planner would take it for these, too.
create index on seats (order_id) where order_id is not null;

-- What each order was promised; stays when the hold is released.
create table order_seats (
  order_id uuid references orders,
  seat_id bigint references seats,
  primary key (order_id, seat_id)
);

create table idempotency_keys (
  buyer_id bigint references accounts,
  key text,
  request_hash bytea not null,
  -- Written before its order, in the same transaction.
  order_id uuid not null references orders deferrable initially deferred,
  created_at timestamptz not null default now(),
  primary key (buyer_id, key)
);

-- The orders that an orchestrator has to go on with, and when.
create table sagas (
  order_id uuid primary key references orders,
  next_at timestamptz not null default now()
);
create index on sagas (next_at);

create table saga_log (
  place bigint generated always as identity,
  order_id uuid references orders,
  command text,
  outcome text not null check (outcome in ('done', 'refused', 'failed', 'unknown')),
  primary key (order_id, command)
);

create table tickets (
  id uuid primary key default uuidv7(),
  order_id uuid not null references orders,
  seat_id bigint not null references seats,
  -- The locks and the inbox see to it; this is for code that is written later.
  constraint one_ticket_a_seat unique (seat_id)
);
create index on tickets (order_id);

-- What is due to each organiser: sales add, payouts take.
create table ledger (
  id bigint generated always as identity primary key,
  organiser_id bigint not null references accounts,
  order_id uuid references orders,
  amount_cents integer not null
);
create index on ledger (organiser_id);
create index on ledger (order_id);

create table inbox (
  message_id text primary key,
  received_at timestamptz not null default now()
);

create table outbox (
  id bigint generated always as identity primary key,
  topic text not null,
  key text not null,
  value text not null
);

-- What cannot go on, and waits for an operator: orders, messages, mails.
alter table orders add parked_because text;
-- Set once the provider's books and the mails were compared with an order that has ended.
alter table orders add reconciled_at timestamptz;
create index on orders (created_at) where reconciled_at is null;
alter table sagas add tries integer not null default 0;
-- How often an orchestrator has taken it; from 0 again after a failure of the provider, which has delays
-- of its own.
alter table sagas add taken integer not null default 0;

-- Written in the transaction that completes an order.
create table mails (
  order_id uuid primary key references orders,
  status text not null default 'due' check (status in ('due', 'sent', 'dead', 'given up')),
  tries integer not null default 0,
  next_at timestamptz not null default now(),
  created_at timestamptz not null default now(),
  reason text
);
create index on mails (next_at) where status = 'due';
create index on mails (created_at) where status = 'dead';

create table dead_letters (
  id bigint generated always as identity primary key,
  consumer text not null,
  topic text not null,
  partition integer not null,
  message_offset bigint not null,
  key text,
  value text,
  reason text not null,
  tries integer not null,
  created_at timestamptz not null default now(),
  settled text check (settled in ('retry', 'give up'))
);
create index on dead_letters (id) where settled is null;

-- What operators have decided.
create table decisions (
  id bigint generated always as identity primary key,
  account_id bigint not null references accounts,
  subject text not null,
  decision text not null check (decision in ('retry', 'give up')),
  made_at timestamptz not null default now()
);
create index on decisions (subject);

-- For the numbers that operators watch: what has not ended, and since when.
alter table outbox add created_at timestamptz not null default now();
create index on orders (created_at)
  where status in ('pending', 'parked') or parked_because is not null;
-- What should have ended: looked for by the reconciler and by operators.
create index on orders (held_until) where status = 'pending';
-- Of one message one letter. A Kafka that was set up anew has other messages at the same places.
create unique index on dead_letters (consumer, topic, partition, message_offset,
  md5(coalesce(key, '') || ' ' || coalesce(value, '')));

-- Where the trace of the request is that has made it: whoever goes on with it goes on with the trace.
alter table orders add traceparent text;
alter table outbox add traceparent text;
