-- Up Migration
update customers set full_name = name;

-- Down Migration
update customers set name = full_name where name is null;
