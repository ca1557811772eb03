// The second of two queries, which takes three posts of each user and not all. Costs one of two
// forms that read worse than `= any($1)`; a plain `limit 3` would be three posts of all users.
export const lateralLimit = `
  select posts.* from unnest($1::int[]) as ids (user_id)
  cross join lateral (
    select id, user_id, title from posts where posts.user_id = ids.user_id order by id desc limit 3
  ) as posts
  order by id desc`

export const rowNumber = `
  select id, user_id, title from (
    select *, row_number() over (partition by user_id order by id desc) as place
    from posts where user_id = any($1)
  ) as numbered
  where place <= 3 order by id desc`
