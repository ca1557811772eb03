import { redis } from '@lab/servers/redis'
import { postgres } from '@lab/servers/postgres'
import { expect, it } from 'vitest'
import { conduct } from './conduct.ts'
import { watch } from './watch.ts'

const huge = 'x'.repeat(5_000_000)
const mostCharacters = 30_000

it('cuts what a statement, a reply, an error, an answer and an invariant say', async () => {
  await using db = await postgres()
  await using space = await redis()
  const pool = watch(db.pool())
  const client = watch(space.client())
  const fail = `do $$ begin raise exception '%', repeat('x', 5000000); end $$`
  const race = conduct({
    actors: {
      asks: async () => (await pool.query('select $1::text as text', [huge])).rows,
      fails: () => pool.query(fail),
      sets: async () => {
        await client.set('key', huge)
        return client.get('key')
      },
      throws: () => Promise.reject(new Error(huge)),
    },
    invariant: () => Promise.resolve(huge),
  })
  const { moments, violation } = await race.replay('')
  const texts = moments.flatMap((moment) => [
    ...('statement' in moment ? [moment.statement] : []),
    ...('reply' in moment ? [moment.reply.text] : []),
    ...('message' in moment ? [moment.message] : []),
  ])
  expect([...texts, violation!].filter((text) => text.length > mostCharacters)).toEqual([])
  expect(violation).toMatch(/x\.\.\. \(5,000,000 characters\)$/)
})
