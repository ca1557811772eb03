-- Up Migration
-- The trigger fills what a row lacks. A large table is filled in batches by its key, each a transaction.
update customers set name = name where full_name is null;

-- Down Migration
select 'nothing to undo';
