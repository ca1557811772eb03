create table accounts (
  id text primary key,
  balance int not null
);

-- The payments that were charged, by the id that the producer gave them.
create table inbox (
  message_id text primary key,
  received_at timestamptz not null default now()
);
