create table accounts (
  id int primary key,
  balance int not null
);

-- The same with a rule that the server checks.
create table checked_accounts (
  id int primary key,
  balance int not null check (balance >= 0)
);

create table transfers (
  id text primary key,
  amount int not null
);

-- Each row is one commit; the counter's row lock puts them into one order.
create table counter (n int not null);
insert into counter values (0);
create table commits (
  n int primary key,
  writer int not null
);
