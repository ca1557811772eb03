create table orders (
  id int primary key,
  status text not null,
  note text,
  updated_at timestamptz not null default clock_timestamp()
);

-- What a logical slot is asked for.
create publication orders for table orders;

-- What a trigger writes of each change.
create table order_changes (
  id int generated always as identity primary key,
  operation text not null,
  order_id int not null,
  status text
);

create function note_change() returns trigger language plpgsql as $$
begin
  insert into order_changes (operation, order_id, status)
    values (lower(tg_op), coalesce(new.id, old.id), new.status);
  return null;
end $$;

create trigger note_change after insert or update or delete on orders
  for each row execute function note_change();
alter table orders disable trigger note_change;

-- The other system: how many orders were paid, and how far it has come in the log.
create table paid_orders (orders int not null);
create table place (lsn pg_lsn not null);

-- The other system's copy of the orders.
create table orders_copy (id int primary key, status text not null, note text);
