-- The read model of a replica, one database each. Each way uses the columns that it needs.
create table titles (
  post_id int primary key,
  title text not null,
  version int not null default 0,
  written_at int not null default 0
);

create table like_counts (
  post_id int primary key,
  likes int not null
);

create table likes (
  post_id int not null,
  user_id text not null,
  liked boolean not null default true,
  version int not null default 0,
  written_at int not null default 0,
  primary key (post_id, user_id)
);

-- Events that were applied, by the post's version.
create table seen (
  post_id int not null,
  version int not null,
  primary key (post_id, version)
);

-- The last version of a post that was applied.
create table applied (post_id int primary key, version int not null);

-- Events that came before the ones in front of them.
create table waiting (
  post_id int not null,
  version int not null,
  event jsonb not null,
  primary key (post_id, version)
);

-- What two replicas keep that both take writes, of one post.
create table numbers (id int primary key, likes int not null, written_at int not null);
create table likers (user_id text primary key);
create table counters (replica text primary key, likes int not null, unlikes int not null);
create table tags (tag text primary key, user_id text not null, removed boolean not null default false);

-- What a writer has published, in its own transaction.
create table events (
  version int generated always as identity primary key,
  post_id int not null,
  user_id text not null
);
