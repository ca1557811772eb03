-- Up Migration
set local lock_timeout = '100ms';
alter table customers drop column name;

-- Down Migration
alter table customers add column name text;
