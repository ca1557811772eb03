create table posts (
  id bigint primary key,
  user_id int not null,
  title text not null
);

create index on posts (user_id);

-- 100 users with 0 to 9 posts each, 450 all together.
insert into posts
select user_id * 100 + n, user_id, 'post ' || n
from generate_series(1, 100) as user_id, generate_series(1, user_id % 10) as n;

analyze posts;
