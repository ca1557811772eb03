import { postgres } from '@lab/servers/postgres'
import type { Postgres } from '@lab/servers/postgres'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { conduct } from '../conduct.ts'
import { watch } from '../watch.ts'

let db: Postgres
beforeAll(async () => {
  db = await postgres({ schema: 'create table rows (id int primary key, v int not null)' })
  watch(await db.connect())
})
afterAll(() => db[Symbol.asyncDispose]())

/** Opens a connection as a library with a pool of its own does, and asks it something. */
function opens(options: { sends: string; fate: 'used' | 'unused' | 'not watched' }) {
  return async () => {
    const client = new pg.Client(db.url)
    await client.connect()
    await client.query(options.sends)
    if (options.fate !== 'not watched') watch(client)
    if (options.fate === 'used') await client.query('select 1')
    await client.end()
  }
}

describe('a connection that an actor opens', () => {
  it('may be set up before it is watched', async () => {
    const sends = 'set client_min_messages to warning; select version()'
    const alice = opens({ sends, fate: 'used' })
    const found = await conduct({ actors: { alice, bob: alice } }).explore()
    expect(found).toMatchObject({ schedules: 20, exhaustive: true, limits: [] })
  })

  it.each(['used', 'unused'] as const)(
    'is told of when what was sent before reads or writes rows, and is then %s',
    async (fate) => {
      const alice = opens({ sends: 'update rows set v = v + 1', fate })
      expect((await conduct({ actors: { alice } }).explore()).limits).toEqual([
        '"update rows set v = v + 1" is no step: it was sent before its client was watched',
      ])
    },
  )

  it('ends the exploration when nothing watches it', async () => {
    const alice = opens({ sends: 'select version()', fate: 'not watched' })
    await expect(conduct({ actors: { alice } }).explore()).rejects.toThrow(
      /^Cannot conduct alice: every client that it uses must be watched, received one that is not\nat .*set-up\.test\.ts:\d+\nTry: /,
    )
  })
})
