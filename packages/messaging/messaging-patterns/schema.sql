create table messages (
  id int generated always as identity primary key,
  body text not null
);
