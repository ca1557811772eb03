import { explain } from '@lab/stage/explain'
import type { Explained } from '@lab/stage/explain'
import type { Pool } from 'pg'
import type { Queryable } from '../open-database.ts'
import type { LoadUsers } from '../users-with-posts/loads-users-with-posts.ts'

export interface ExplainedStatement extends Explained {
  text: string
}

/** Lets a way load 100 users, and asks for the plan of each statement before it is sent. */
export async function explainStatements(
  plain: Pool,
  load: LoadUsers,
): Promise<ExplainedStatement[]> {
  const explained: ExplainedStatement[] = []
  const client = await plain.connect()
  const query = async (text: string, values: unknown[]) => {
    explained.push({ text, ...(await explain(client, text, values)) })
    return client.query(text, values)
  }
  try {
    await load({ query } as Queryable, 100)
  } finally {
    client.release()
  }
  return explained
}

/** How many blocks of 8 kB the rows of users and posts fill. */
export async function blocksOfTables(plain: Pool): Promise<number> {
  const { rows } = await plain.query(
    `select ((pg_relation_size('users') + pg_relation_size('posts')) / 8192)::int as blocks`,
  )
  return rows[0].blocks
}
