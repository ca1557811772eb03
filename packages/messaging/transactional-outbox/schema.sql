create table orders (
  id text primary key,
  customer text not null
);

-- Events that are to be published. A row gets its id at the insert, and is seen at the commit.
create table outbox (
  id int generated always as identity primary key,
  order_id text not null,
  type text not null,
  transaction xid8 not null default pg_current_xact_id(),
  published_at timestamptz
);

-- How far a relay has come that reads by id.
create table relay_position (last_id int not null);

-- The same for one that reads by transaction.
create table relay_place (last_transaction xid8 not null, last_id int not null);

-- What the consumer has handled.
create table inbox (event_id int primary key);
