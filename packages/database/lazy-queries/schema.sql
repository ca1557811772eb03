create table page_views (
  id int generated always as identity primary key,
  path text not null
);
