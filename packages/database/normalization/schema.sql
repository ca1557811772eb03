-- Everything that the shop knows, in one table: a line for each product of an order.
create table everything (
  order_id int,
  product_id int,
  quantity int not null,
  product_name text not null,
  customer_id int not null,
  customer_name text not null,
  phones text not null,
  zip text not null,
  city text not null,
  primary key (order_id, product_id)
);

insert into everything values
  (1, 10, 1, 'Lamp', 1, 'Ada', '111, 222', '69001', 'Lyon'),
  (1, 20, 1, 'Desk', 1, 'Ada', '111, 222', '69001', 'Lyon'),
  (2, 10, 2, 'Lamp', 2, 'Grace', '11', '69001', 'Lyon'),
  (3, 30, 1, 'Chair', 3, 'Linus', '333', '75001', 'Paris');

-- A counter that can be counted: how many users like a post.
create table posts (id int primary key, likes int not null default 0);
create table likes (post_id int, user_name text, primary key (post_id, user_name));
