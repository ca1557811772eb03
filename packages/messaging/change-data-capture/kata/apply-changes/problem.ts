import type { Pool } from 'pg'
import type { Pgoutput } from 'pg-logical-replication'

type Change =
  | Pgoutput.MessageInsert
  | Pgoutput.MessageUpdate
  | Pgoutput.MessageDelete
  | Pgoutput.MessageTruncate

export async function apply(
  pool: Pool,
  { changes }: { lsn: string; changes: Change[] },
): Promise<void> {
  for (const change of changes) {
    if (change.tag === 'insert' || change.tag === 'update') {
      const { id, status, note } = change.new
      await pool.query(
        `insert into orders_copy (id, status, note) values ($1, $2, $3)
         on conflict (id) do update set status = excluded.status, note = excluded.note`,
        [id, status, note],
      )
    }
  }
}
