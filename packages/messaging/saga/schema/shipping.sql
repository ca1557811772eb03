create table depots (
  id text primary key,
  is_open boolean not null
);
create table shipments (
  order_id text not null
);
