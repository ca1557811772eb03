-- What was done, in the order in which it was done.
create table entries (
  position int generated always as identity primary key,
  message_id text not null unique,
  account text not null,
  text text not null
);

-- Accounts of which a message waits for a retry: those behind it wait too.
create table parked (
  message_id text primary key,
  account text not null
);
