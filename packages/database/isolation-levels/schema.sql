-- Without autovacuum nothing but the transactions decides what the planner and the locks do.
create table accounts (
  id int primary key,
  balance int not null
) with (autovacuum_enabled = off);

create table prices (
  id int primary key,
  euros int not null
) with (autovacuum_enabled = off);

create table expenses (
  id int generated always as identity primary key,
  amount int not null
) with (autovacuum_enabled = off);

create table listings (
  car int primary key,
  buyer text
) with (autovacuum_enabled = off);

create table invoices (
  car int primary key,
  recipient text
) with (autovacuum_enabled = off);

create table on_call (
  doctor text primary key
) with (autovacuum_enabled = off);
