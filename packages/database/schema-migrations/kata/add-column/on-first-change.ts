import type { Pool } from 'pg'

/** Sends the statement, or another text in its place. */
type Send = (instead?: string) => unknown

/** Decides how the first statement is sent that needs a table for itself. The pool is a new one. */
export function onFirstChange(pool: Pool, decide: (send: Send) => unknown): void {
  let isFirst = true
  pool.on('connect', (client) => {
    const query = client.query.bind(client) as (...given: unknown[]) => unknown
    const watched = (...given: unknown[]) => {
      const [asked, ...rest] = given as [string | { text: string }]
      const text = typeof asked === 'string' ? asked : asked.text
      if (!isFirst || !/\balter\b|\block\b/i.test(text)) return query(...given)
      isFirst = false
      return decide((instead) => query(instead ?? asked, ...rest))
    }
    client.query = watched as typeof client.query
  })
}
