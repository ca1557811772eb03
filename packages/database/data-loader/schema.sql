create table users (id int primary key, name text not null);

create table posts (
  id int primary key,
  user_id int not null references users,
  title text not null
);

create index on posts (user_id);

-- 100 users with 0 to 9 posts each, 450 all together.
insert into users select id, 'user ' || id from generate_series(1, 100) as id;

insert into posts
select users.id * 100 + n, users.id, 'post ' || n
from users, generate_series(1, users.id % 10) as n;

analyze users, posts;
