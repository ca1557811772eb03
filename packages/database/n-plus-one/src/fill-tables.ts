import type { Pool } from 'pg'
import type { User } from './users-with-posts/user.ts'

/** What the tables hold. Users have different numbers of posts, from the fewest to the most. */
export interface Contents {
  users: number
  bioBytes: number
  posts: [fewest: number, most: number]
  comments: [fewest: number, most: number]
}

const eachHas = 'generate_series(1, $1::int + users.id % ($2::int - $1::int + 1)) as n'

/** Replaces everything that the tables hold. The last rows are inserted first, so that only `order by` orders them. */
export async function fillTables(pool: Pool, contents: Contents): Promise<void> {
  await pool.query('truncate users cascade')
  await pool.query(
    `insert into users select id, 'user ' || id, repeat('b', $2::int)
     from generate_series(1, $1::int) as id order by id desc`,
    [contents.users, contents.bioBytes],
  )
  await pool.query(
    `insert into posts select 2::numeric ^ 53 + users.id * 100000 + n, users.id, 'post ' || n
     from users, ${eachHas} order by users.id, n desc`,
    contents.posts,
  )
  await pool.query(
    `insert into comments select users.id * 100000 + n, users.id, 'comment ' || n
     from users, ${eachHas} order by users.id, n desc`,
    contents.comments,
  )
  await pool.query('analyze users, posts, comments')
}

/** The first users with their posts as the tables hold them, computed without the database. */
export function expectedUsers(
  { bioBytes, posts: [fewest, most] }: Contents,
  limit: number,
): User[] {
  return countTo(limit).map((id) => ({
    id,
    name: `user ${id}`,
    bio: 'b'.repeat(bioBytes),
    posts: countTo(fewest + (id % (most - fewest + 1))).map((n) => ({
      id: String(2n ** 53n + BigInt(id * 100_000 + n)),
      title: `post ${n}`,
    })),
  }))
}

function countTo(last: number): number[] {
  return Array.from({ length: last }, (_, index) => index + 1)
}
