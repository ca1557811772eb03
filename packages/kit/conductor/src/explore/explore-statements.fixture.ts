import type { Postgres } from '@lab/servers/postgres'
import { conduct } from '../conduct.ts'
import type { Race } from '../conduct.ts'
import { endingText } from '../ending.ts'
import { watch } from '../watch.ts'
import type { Exploration } from './explore.ts'

export interface StatementLists {
  schema: string
  reset: string
  /** What each actor sends, one after the other; an error does not stop it. */
  actors: Record<string, string[]>
  look: string
}

/** A race of actors that send statements, on a schema of their own. */
export async function raceOfStatements(
  db: Postgres,
  { schema, reset, actors, look }: StatementLists,
): Promise<Race> {
  const plain = db.pool()
  const pool = watch(db.pool())
  await plain.query(`drop schema public cascade; create schema public; ${schema}`)
  const run = (texts: string[]) => async () => {
    const client = await pool.connect()
    const seen: unknown[] = []
    for (const text of texts) {
      try {
        const result = await client.query(text)
        if (result.rows?.length > 0) seen.push(result.rows.map((row) => Object.values(row)))
      } catch (error) {
        seen.push((error as { code?: string }).code)
      }
    }
    client.release()
    return seen.length === 0 ? undefined : seen
  }
  return conduct({
    setup: () => plain.query(reset),
    actors: Object.fromEntries(Object.entries(actors).map(([name, texts]) => [name, run(texts)])),
    observe: async () => (await plain.query(look)).rows.map((row) => Object.values(row)),
  })
}

/** What an exploration found, without what depends on how many orders were run. */
export function findings({ schedules, waits, exhaustive, outcomes }: Exploration) {
  const lines = outcomes.map(({ endings, state, schedules: count }) => {
    const texts = Object.entries(endings).map(([name, ending]) => `${name} ${endingText(ending)}`)
    return `${count} × ${texts.join(', ')}: ${JSON.stringify(state)}`
  })
  return { schedules, waits, exhaustive, outcomes: lines.toSorted() }
}
