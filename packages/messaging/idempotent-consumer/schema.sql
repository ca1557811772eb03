create table accounts (
  id text primary key,
  balance int not null
);

-- The messages that were processed, by the id that the producer gave them.
create table inbox (
  message_id text primary key,
  received_at timestamptz not null default now()
);

-- For offset-in-transaction: the next offset of each partition.
create table progress (
  topic text,
  partition int,
  next_offset bigint not null,
  primary key (topic, partition)
);

-- For natural-key-upsert: a payment is a row, and the balance is a sum over the rows.
create table charges (
  payment_id text primary key,
  account_id text not null references accounts,
  amount int not null
);
