create table products (
  id int primary key,
  price int not null check (price >= 0),
  -- Of the write that is in the row: write-behind takes the number of its entry.
  version bigint not null default 0
);
