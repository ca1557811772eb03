-- pending until its saga ends: complete, compensated, or parked for a person.
create table orders (
  id text primary key,
  status text not null default 'pending'
);

-- What the services answered. It says all that the orchestrator knows.
create table saga_log (
  order_id text not null references orders,
  command text not null,
  outcome text not null,
  place int generated always as identity,
  primary key (order_id, command)
);
