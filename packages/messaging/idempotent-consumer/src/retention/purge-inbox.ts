// Deletes the ids of payments that can no longer be delivered again.
// The inbox must keep ids longer than the topic keeps records: a group without offsets reads the
// topic from its start.
import type { Pool } from 'pg'

const dayMs = 86_400_000

export async function purgeInbox(
  pool: Pool,
  { now, keepDays }: { now: Date; keepDays: number },
): Promise<number> {
  const before = new Date(now.getTime() - keepDays * dayMs)
  const { rowCount } = await pool.query('delete from inbox where received_at < $1', [before])
  return rowCount ?? 0
}
