create table orders (
  id int primary key,
  created_at timestamptz not null
);
