create table cards (
  id text primary key,
  credit int not null
);

-- Money taken is positive, money given back is negative. Nothing here stops a second charge.
create table charges (
  order_id text not null,
  amount int not null
);
