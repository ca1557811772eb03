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
