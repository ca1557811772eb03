import { conduct, watch } from '@lab/conductor'

/** `lab race` gives it servers to open: `postgres`, `redis`, `kafka`. It closes them. */
export async function races({ postgres }) {
  const db = await postgres({ schema: 'create table counters (n int not null)' })
  const plain = db.pool()
  const pool = watch(db.pool())
  const add = async () => {
    const { rows } = await pool.query('select n from counters')
    await pool.query('update counters set n = $1', [rows[0].n + 1])
  }
  const twoAdd = conduct({
    setup: () => plain.query('delete from counters; insert into counters values (0)'),
    actors: { alice: add, bob: add },
    invariant: async () => {
      const { rows } = await plain.query('select n from counters')
      return rows[0].n === 2 ? undefined : `2 added, counted ${rows[0].n}`
    },
  })
  return { twoAdd }
}
