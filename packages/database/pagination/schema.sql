create table posts (
  id bigint generated always as identity primary key,
  created_at timestamptz not null default now(),
  title text not null,
  -- The transaction that wrote the row: what `below-the-snapshot` reads by.
  xid xid8 not null default pg_current_xact_id()
);

create index posts_newest on posts (created_at desc, id desc);
create index posts_by_transaction on posts (xid, id);
