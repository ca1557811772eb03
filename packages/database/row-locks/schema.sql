create table tickets (
  id int primary key,
  remaining int not null,
  version int not null default 1
);

create table sales (
  id int generated always as identity primary key,
  ticket_id int not null references tickets,
  buyer text not null
);

create table holds (
  seat int not null,
  buyer text not null
);

create table unique_holds (
  seat int primary key,
  buyer text not null
);

create table jobs (
  id int primary key,
  taken_by text
);

create table accounts (
  id int primary key,
  balance int not null
);

create table posts (
  id int primary key,
  likes int not null
);

-- Free while it has no order.
create table seats (
  id int primary key,
  event_id int not null,
  order_id text
);
