create table customers (
  id int primary key,
  name text not null,
  country text not null,
  region text not null,
  city text not null,
  language text not null
);
create table orders (
  id int generated always as identity primary key,
  customer_id int not null,
  status text not null,
  total int not null,
  created_at timestamptz not null
);

-- Statistics are gathered by the scenes alone.
alter table customers set (autovacuum_enabled = off);
alter table orders set (autovacuum_enabled = off);
