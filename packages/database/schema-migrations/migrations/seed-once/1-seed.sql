-- Up Migration
insert into customers (name) values ('Support');

-- Down Migration
delete from customers where name = 'Support';
