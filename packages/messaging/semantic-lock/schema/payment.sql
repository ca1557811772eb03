create table cards (
  id text primary key,
  credit int not null
);

create table charges (
  buyer text not null,
  amount int not null
);
