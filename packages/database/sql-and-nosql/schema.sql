-- The catalogue as rows, from which every other shape is filled.
create table brands (id int primary key, name text not null);
create table categories (id int primary key, parent_id int, name text not null);
create table products (
  id int primary key,
  brand_id int not null,
  category_id int not null,
  name text not null,
  colour text not null,
  description text not null
);
create table variants (
  product_id int,
  sku text,
  price int not null,
  stock int not null,
  primary key (product_id, sku)
);
create table reviews (
  product_id int,
  number int,
  rating int not null,
  text text not null,
  primary key (product_id, number)
);
create table bought_together (product_id int, other_id int, primary key (product_id, other_id));

-- A document for each product, which has everything that its page shows.
create table documents (id int primary key, body jsonb not null);

-- A value for each key. The store does not look into a value.
create table pairs (key text primary key, value jsonb not null);

-- Rows by partition and by their place in it; each row has the columns that it needs.
create table cells (
  partition text,
  clustering text,
  columns jsonb not null,
  primary key (partition, clustering)
);

-- Nodes, and edges between them.
create table nodes (id int primary key, kind text not null, properties jsonb not null);
create table edges (from_id int, kind text, to_id int, primary key (from_id, kind, to_id));
