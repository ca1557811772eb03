create table products (
  id int primary key,
  price int not null,
  version int not null default 1
);

-- What is still to be deleted from the cache.
create table invalidations (
  id int generated always as identity primary key,
  product_id int not null
);
