-- Without autovacuum nothing but the transactions decides what the planner and the locks do.
create table on_call (
  doctor text primary key
) with (autovacuum_enabled = off);
