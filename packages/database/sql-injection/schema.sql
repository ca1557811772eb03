create table users (
  id int generated always as identity primary key,
  email text unique not null,
  password_hash text not null,
  role text not null default 'customer',
  nickname text not null default ''
);
create table products (id int primary key, name text not null, price int not null);
create table reviews (author text not null, review text not null);

insert into users (email, password_hash, role, nickname) values
  ('admin@shop.example', 'hash-7f', 'admin', 'root'),
  ('ada@example.com', 'hash-ada', 'customer', 'ada');
insert into products values (1, 'Lamp', 30), (2, 'Desk', 200), (3, 'Chair', 80), (4, '100 % wool', 50);
insert into reviews values ('root', 'too dark'), ('ada', 'nice');
