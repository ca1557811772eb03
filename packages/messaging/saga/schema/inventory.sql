create table items (
  id text primary key,
  remaining int not null
);
create table reservations (
  order_id text not null,
  item_id text not null
);
