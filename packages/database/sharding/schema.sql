-- Each shard has the same tables, and its part of the rows.
create table customers (
  id text primary key,
  name text not null
);
create table orders (
  id text primary key,
  customer text not null,
  day int not null
);
create index on orders (customer);
create table tickets (
  id bigint generated always as identity primary key,
  uuid uuid not null default uuidv7()
);
create table users (
  id text primary key,
  email text not null unique
);
-- Which user has an address: on the shard of the address, not on that of the user.
create table addresses (
  email text primary key,
  user_id text not null
);
