-- Up Migration
set local lock_timeout = '100ms';
alter table customers rename column name to full_name;

-- Down Migration
alter table customers rename column full_name to name;
