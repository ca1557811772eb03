// Fails: changes nothing when the last transaction comes again
// Takes the stored position for one that is still to do: an order that has moved moves again.
import type { Pool, PoolClient } from 'pg'
import type { Pgoutput } from 'pg-logical-replication'

type Change =
  | Pgoutput.MessageInsert
  | Pgoutput.MessageUpdate
  | Pgoutput.MessageDelete
  | Pgoutput.MessageTruncate

export async function apply(
  pool: Pool,
  { lsn, changes }: { lsn: string; changes: Change[] },
): Promise<void> {
  const client = await pool.connect()
  try {
    await client.query('begin')
    // Locks the row: another process waits here, and then finds the new position.
    const moved = await client.query('update place set lsn = $1 where lsn <= $1', [lsn])
    if (moved.rowCount === 1) {
      for (const change of changes) await applyChange(client, change)
    }
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw error
  } finally {
    client.release()
  }
}

async function applyChange(client: PoolClient, change: Change): Promise<void> {
  if (change.tag === 'truncate') {
    await client.query('truncate orders_copy')
    return
  }
  if (change.tag === 'delete') {
    await client.query('delete from orders_copy where id = $1', [change.key!['id']])
    return
  }
  const { id, status, note } = change.new
  if (change.tag === 'insert') {
    await client.query(
      `insert into orders_copy (id, status, note) values ($1, $2, $3)
       on conflict (id) do update set status = excluded.status, note = excluded.note`,
      [id, status, note],
    )
    return
  }
  // `key` is there when the update has changed it; an unchanged long value is undefined.
  await client.query(
    `update orders_copy set id = $2, status = $3, note = case when $4 then note else $5 end
     where id = $1`,
    [change.key?.['id'] ?? id, id, status, note === undefined, note],
  )
}
