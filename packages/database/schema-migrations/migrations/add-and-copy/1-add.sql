-- Up Migration
set local lock_timeout = '100ms';
alter table customers alter column name drop not null;
alter table customers add column full_name text;

-- Down Migration
alter table customers drop column full_name;
