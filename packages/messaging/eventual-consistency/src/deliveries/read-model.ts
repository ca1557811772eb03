import type { Pool } from 'pg'

/** What the writer's side publishes about a post. It numbers the events of a post from 1. */
export type PostEvent = {
  post: number
  version: number
  /** What the clock of the writer's device said, in milliseconds. */
  writtenAt: number
} & ({ type: 'titled'; title: string } | { type: 'liked' | 'unliked'; user: string })

export interface PostView {
  title: string
  likes: number
}

/** One way to keep a read model by events. */
export interface ReadModel {
  apply(pool: Pool, event: PostEvent): Promise<void>
  read(pool: Pool, post: number): Promise<PostView>
}

/** A pool, or a client that has a transaction open. */
export type Queryable = Pick<Pool, 'query'>

/** Reads a post whose likes are a number. */
export async function readCount(pool: Queryable, post: number): Promise<PostView> {
  const { rows } = await pool.query(
    'select title, likes from titles join like_counts using (post_id) where post_id = $1',
    [post],
  )
  return rows[0]
}

/** Reads a post whose likes are rows. Its title may not have come yet. */
export async function readLikers(pool: Queryable, post: number): Promise<PostView> {
  const { rows } = await pool.query(
    `select coalesce((select title from titles where post_id = $1), '') as title,
            (select count(*)::int from likes where post_id = $1 and liked) as likes`,
    [post],
  )
  return rows[0]
}
