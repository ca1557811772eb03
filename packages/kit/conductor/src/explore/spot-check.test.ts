import { postgres } from '@lab/servers/postgres'
import type { Postgres } from '@lab/servers/postgres'
import type { Pool } from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { conduct } from '../conduct.ts'
import { turn } from '../run/turn.ts'
import { watch } from '../watch.ts'

let db: Postgres
let pool: Pool
beforeAll(async () => {
  db = await postgres()
  pool = watch(db.pool())
})
afterAll(() => db[Symbol.asyncDispose]())

describe('the net under an exploration', () => {
  it('catches an order whose steps touch each other where the conductor does not see it', async () => {
    // Memory of this process is shared, and no step says so.
    let last = ''
    const actor = (name: string) => async () => {
      await pool.query('select 1')
      last = name
    }
    const race = conduct({
      actors: { alice: actor('alice'), bob: actor('bob'), carol: actor('carol') },
      observe: () => Promise.resolve(last),
    })
    await expect(race.explore()).rejects.toMatchObject({
      name: 'LostOrderError',
      message: expect.stringMatching(/^Cannot trust the exploration: the order ".*" ends as\n/),
    })
  })

  it('lets pass what differs from run to run, and says so', async () => {
    let runs = 0
    const race = conduct({
      actors: { alice: () => turn('looks'), bob: () => turn('looks') },
      observe: () => Promise.resolve(runs++),
    })
    const { outcomes, limits } = await race.explore()
    expect(outcomes).toHaveLength(2)
    expect(limits).toEqual([expect.stringMatching(/^the same order ends otherwise/)])
  })
})
