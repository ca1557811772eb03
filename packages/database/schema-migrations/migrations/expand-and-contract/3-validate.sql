-- Up Migration
alter table customers validate constraint customers_full_name_present;

-- Down Migration
select 'nothing to undo';
