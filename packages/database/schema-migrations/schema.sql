create table customers (
  id int generated always as identity primary key,
  name text not null
);
insert into customers (name) values ('Ada'), ('Grace');
