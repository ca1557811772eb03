import type { Pool } from 'pg'

export interface Refreshed {
  /** Likes that the view shows: before the like, after it, and after the refresh. */
  likes: [number, number, number]
  /** What a reader gets while the refresh is not committed yet: the number, or the code of an error. */
  meanwhile: string
}

/** Stores the likes of each post in a materialized view, and likes a post. */
export async function refreshView(
  pool: Pool,
  refresh: 'refresh materialized view' | 'refresh materialized view concurrently',
): Promise<Refreshed> {
  await pool.query(`
    drop materialized view if exists likes_of_posts;
    delete from likes;
    create materialized view likes_of_posts as
      select posts.id, count(user_name)::int as likes
      from posts left join likes on post_id = posts.id group by posts.id;
    create unique index on likes_of_posts (id)`)
  const read = async () => {
    const { rows } = await pool.query('select likes from likes_of_posts where id = 1')
    return rows[0].likes as number
  }
  const before = await read()
  await pool.query(`insert into likes values (1, 'ada')`)
  const after = await read()
  const meanwhile = await readDuring(pool, `${refresh} likes_of_posts`)
  return { likes: [before, after, await read()], meanwhile }
}

async function readDuring(pool: Pool, refresh: string): Promise<string> {
  const [refresher, reader] = [await pool.connect(), await pool.connect()]
  try {
    await refresher.query('begin')
    await refresher.query(refresh)
    // The reader gives up at once instead of waiting: whether it would wait is the question.
    await reader.query(`begin; set local lock_timeout = '10ms'`)
    const seen = await reader.query('select likes from likes_of_posts where id = 1').then(
      ({ rows }) => String(rows[0].likes),
      (error: { code: string }) => error.code,
    )
    await reader.query('rollback')
    await refresher.query('commit')
    return seen
  } finally {
    refresher.release()
    reader.release()
  }
}
