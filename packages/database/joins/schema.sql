create table customers (id int primary key, name text not null);
-- An order of a guest has no customer.
create table orders (id int primary key, customer_id int references customers, total int not null);
create table payments (id int primary key, customer_id int not null references customers, amount int not null);

insert into customers values (1, 'Ada'), (2, 'Grace'), (3, 'Linus'), (4, 'Barbara');
insert into orders values (1, 1, 50), (2, 1, 30), (3, 2, 50), (4, null, 20);
-- Ada pays in three parts, Grace in two equal ones, Barbara before she has ordered anything.
insert into payments values (1, 1, 50), (2, 1, 20), (3, 1, 10), (4, 2, 25), (5, 2, 25), (6, 4, 5);
