create table items (
  id text primary key,
  remaining int not null
);
create table reservations (
  order_id text not null,
  item_id text not null
);

-- For the story of the last lamp: free, pending or sold.
create table lamps (
  id int primary key,
  state text not null
);
