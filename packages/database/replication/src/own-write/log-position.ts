// Gives the user the position of the log after the write, and reads from the standby once it has
// replayed up to there. Costs one more query for each of the two; other users are not delayed.
import type { Nodes } from '../nodes.ts'
import type { AppServer } from './reads-its-own-write.ts'

export function logPosition({ primary, standby }: Nodes): AppServer {
  return {
    async save(user, text) {
      await primary.query('update notes set text = $2 where id = $1', [user.note, text])
      // After the commit: its record lies before this position.
      const { rows } = await primary.query('select pg_current_wal_insert_lsn() as position')
      user.position = rows[0].position
    },
    async load({ note, position }) {
      const { rows: found } = await standby.query(
        'select $1::pg_lsn is null or pg_last_wal_replay_lsn() >= $1::pg_lsn as replayed',
        [position],
      )
      const node = found[0].replayed ? standby : primary
      const { rows } = await node.query('select text from notes where id = $1', [note])
      return rows[0].text
    },
  }
}
