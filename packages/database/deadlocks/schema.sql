create table accounts (
  id int primary key,
  balance int not null
);

create table products (
  id int primary key,
  reserved int not null
);

create table order_lines (
  id int generated always as identity primary key,
  product_id int not null references products
);
