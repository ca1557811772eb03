create table jobs (
  id int primary key,
  taken_by text
);

-- Free while it has no order.
create table seats (
  id int primary key,
  event_id int not null,
  order_id text
);
