create table accounts (
  id int primary key,
  balance int not null,
  -- The greatest token that was seen.
  fence bigint not null default 0
);
