-- The database of the inventory. A lamp is free, pending or sold.
create table lamps (
  id int primary key,
  state text not null
);
