-- One user with 100 posts and 100 comments. The last rows come first: only `order by` orders them.
create table users (id int primary key, name text not null);

create table posts (
  id bigint primary key,
  user_id int not null references users,
  title text not null
);

create index on posts (user_id);

create table comments (
  id int primary key,
  user_id int not null references users,
  body text not null
);

create index on comments (user_id);

insert into users values (1, 'user 1');

insert into posts
select 2::numeric ^ 53 + 100000 + n, 1, 'post ' || n from generate_series(100, 1, -1) as n;

insert into comments
select 100000 + n, 1, 'comment ' || n from generate_series(100, 1, -1) as n;

analyze users, posts, comments;
