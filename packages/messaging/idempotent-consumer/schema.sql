create table accounts (
  id text primary key,
  balance int not null
);

-- The messages that were taken note of, by the id that the producer gave them.
create table inbox (
  message_id text primary key,
  received_at timestamptz not null default now()
);

-- For offset-in-transaction: what comes next of each partition.
create table progress (
  topic text,
  partition int,
  next_offset bigint not null,
  primary key (topic, partition)
);

-- For natural-key-upsert: a payment is a row, and what is left is a sum.
create table charges (
  payment_id text primary key,
  account_id text not null references accounts,
  amount int not null
);
