-- Up Migration
set local lock_timeout = '100ms';
alter table customers add column full_name text;
-- Which of the two columns a statement has set or changed decides. It also fills name before the
-- server checks that it is not null.
create function keep_names_equal() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    new.full_name := coalesce(new.full_name, new.name);
    new.name := new.full_name;
  elsif new.full_name is distinct from old.full_name then
    new.name := new.full_name;
  else
    new.full_name := new.name;
  end if;
  return new;
end $$;
create trigger keep_names_equal before insert or update on customers
  for each row execute function keep_names_equal();
alter table customers
  add constraint customers_full_name_present check (full_name is not null) not valid;

-- Down Migration
drop trigger keep_names_equal on customers;
drop function keep_names_equal();
alter table customers drop column full_name;
