-- What a service has answered, by the order and the command (or the event) that it was sent.
create table inbox (
  id text primary key,
  answer text not null default 'done'
);

-- What it still has to tell the others. Only the choreographed way uses it.
create table outbox (
  order_id text not null,
  event text not null,
  primary key (order_id, event)
);
