create table products (
  id int primary key,
  stock int not null check (stock >= 0)
);
create table audit (customer text not null);
create table invoices (
  tenant text not null,
  amount int not null
);
insert into invoices values ('acme', 100), ('globex', 200);
