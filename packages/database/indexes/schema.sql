create table orders (
  id int generated always as identity primary key,
  customer_id int not null,
  status text not null,
  created_at timestamptz not null,
  total_cents int not null,
  -- In the order of a language, as most databases have it. The order of bytes is "C".
  email text collate "en-x-icu" not null,
  seen_at timestamptz
)
-- Room in every page for some new versions of its rows.
with (fillfactor = 90);
