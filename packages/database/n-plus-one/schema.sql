create table users (
  id int primary key,
  name text not null,
  bio text not null
);

-- A bigint: pg gives it as a text, because a JavaScript number cannot hold it.
create table posts (
  id bigint primary key,
  user_id int not null references users on delete cascade,
  title text not null
);

create index on posts (user_id);

create table comments (
  id int primary key,
  user_id int not null references users on delete cascade,
  body text not null
);

create index on comments (user_id);
