import type { Pool } from 'pg'
import type { Queryable } from '../open-database.ts'
import type { LoadUsers } from '../users-with-posts/loads-users-with-posts.ts'

export interface ExplainedStatement {
  text: string
  /** As `explain (analyze, buffers, format json)` answers. */
  plan: unknown
  /** Blocks of 8 kB that it reads, from memory or not. */
  buffers: number
}

interface Explain {
  Plan: { 'Shared Hit Blocks': number; 'Shared Read Blocks': number }
}

/** Lets a way load 100 users, and asks for the plan of each statement before it is sent. */
export async function explainStatements(
  plain: Pool,
  load: LoadUsers,
): Promise<ExplainedStatement[]> {
  const explained: ExplainedStatement[] = []
  const client = await plain.connect()
  const query = async (text: string, values: unknown[]) => {
    const { rows } = await client.query(`explain (analyze, buffers, format json) ${text}`, values)
    const [plan] = rows[0]['QUERY PLAN'] as [Explain]
    const buffers = plan.Plan['Shared Hit Blocks'] + plan.Plan['Shared Read Blocks']
    explained.push({ text, plan, buffers })
    return client.query(text, values)
  }
  try {
    // A connection's first use of a table or an index reads more: what is stored about them.
    await load(client, 100)
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
