-- Up Migration
set local lock_timeout = '100ms';
drop trigger keep_names_equal on customers;
drop function keep_names_equal();
alter table customers drop column name;

-- Down Migration
-- The column comes back. What stood in it does not.
alter table customers add column name text;
