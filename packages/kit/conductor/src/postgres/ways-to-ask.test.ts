import { once } from 'node:events'
import { pipeline } from 'node:stream/promises'
import { Readable } from 'node:stream'
import { postgres } from '@lab/servers/postgres'
import type { Postgres } from '@lab/servers/postgres'
import type { Client, Pool } from 'pg'
import { from as copyFrom, to as copyTo } from 'pg-copy-streams'
import Cursor from 'pg-cursor'
import QueryStream from 'pg-query-stream'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { conduct } from '../conduct.ts'
import { answerOf } from '../ending.ts'
import { watch } from '../watch.ts'

let db: Postgres
let plain: Pool
let client: Client
let other: Client
beforeAll(async () => {
  db = await postgres({ schema: 'create table rows (id int primary key, v int not null)' })
  plain = db.pool()
  client = watch(await db.connect())
  other = watch(await db.connect())
})
afterAll(() => db[Symbol.asyncDispose]())

const setup = () => plain.query('delete from rows; insert into rows values (1, 0)')

type Ask = (client: Client, text: string, values?: unknown[]) => Promise<number>

const ways: [string, Ask][] = [
  ['promises', async (on, ...given) => (await on.query(...given)).rows[0]?.v],
  [
    'callbacks',
    (on, text, values = []) =>
      new Promise((resolve, reject) => {
        on.query(text, values, (error, result) =>
          error ? reject(error) : resolve(result.rows[0]?.v),
        )
      }),
  ],
  [
    'named statements',
    async (on, text, values = []) => (await on.query({ name: text, text, values })).rows[0]?.v,
  ],
  [
    'a config with rows as arrays',
    async (on, text, values = []) =>
      (await on.query({ text, values, rowMode: 'array' })).rows[0]?.[0],
  ],
]

const sum = async () => {
  const { v } = (await plain.query('select v from rows')).rows[0]
  return v === 2 ? undefined : `2 added, ${v} counted`
}

describe.each(ways)('a client asked by %s', (_, ask) => {
  it('shows the lost update', async () => {
    const add = (on: Client) => async () => {
      const v = await ask(on, 'select v from rows where id = $1', [1])
      await ask(on, 'update rows set v = $2 where id = $1', [1, v + 1])
    }
    const race = conduct({ setup, actors: { alice: add(client), bob: add(other) }, invariant: sum })
    const found = await race.explore()
    expect(found).toMatchObject({ schedules: 672, violations: 658, exhaustive: true, limits: [] })
  })
})

describe('Promise.all on one client', () => {
  it('sends one statement after the other, in the order in which they are asked', async () => {
    const race = conduct({
      setup,
      actors: {
        alice: async () => {
          const texts = [
            'update rows set v = v + 1 returning v',
            'select v from rows',
            'select 7 as v',
          ]
          const results = await Promise.all(texts.map((text) => client.query(text)))
          return results.map(({ rows }) => rows[0].v)
        },
      },
    })
    const { moments } = await race.replay('')
    expect(moments.map((moment) => ('statement' in moment ? moment.statement : moment))).toEqual([
      'implicit begin',
      'update rows set v = v + 1 returning v',
      'implicit commit',
      'implicit begin',
      'select v from rows',
      'implicit commit',
      'implicit begin',
      'select 7 as v',
      'implicit commit',
      { type: 'finished', actor: 'alice', value: [1, 1, 7] },
    ])
  })

  it('fails as the server fails, and leaves the client usable', async () => {
    const race = conduct({
      setup,
      actors: {
        alice: async () => {
          const texts = ['select 1 / 0', 'select v from rows']
          const settled = await Promise.allSettled(texts.map((text) => client.query(text)))
          return settled.map(({ status }) => status)
        },
      },
    })
    const { outcomes } = await race.explore()
    expect(outcomes.map(({ endings }) => answerOf(endings['alice']))).toEqual([
      ['rejected', 'fulfilled'],
    ])
  })
})

describe('LISTEN', () => {
  it('is a step, and the report says that what it brings is none', async () => {
    const listen = async () => {
      await client.query('listen news')
      await client.query('unlisten news')
    }
    const notify = () => other.query(`notify news, 'hello'`)
    const found = await conduct({ actors: { reader: listen, writer: notify } }).explore()
    expect(found).toMatchObject({
      exhaustive: true,
      limits: ['"listen news" is a step; the arrival of its notifications is none'],
    })
  })

  it('stalls an actor that waits for a notification, which is named', async () => {
    const listen = async () => {
      await client.query('listen news')
      await once(client, 'notification')
    }
    const notify = () => other.query(`notify news, 'hello'`)
    const race = conduct({ stallMs: 500, actors: { reader: listen, writer: notify } })
    await expect(race.explore()).rejects.toThrow(
      'Cannot go on: reader waits for something in this process, such as a mutex, a notification',
    )
  })
})

describe('what a client cannot hold back', () => {
  it.each<[string, () => Promise<unknown>]>([
    ['a cursor', async () => client.query(new Cursor('select v from rows')).read(1)],
    ['a query stream', async () => client.query(new QueryStream('select v from rows')).toArray()],
    ['COPY to', async () => client.query(copyTo('copy rows to stdout')).toArray()],
    [
      'COPY from',
      async () =>
        pipeline(Readable.from(['2\t0\n']), client.query(copyFrom('copy rows from stdin'))),
    ],
  ])('ends the exploration with the line: %s', async (_, alice) => {
    await expect(conduct({ actors: { alice } }).explore()).rejects.toThrow(
      /^Cannot conduct query: .*\nat .*ways-to-ask\.test\.ts:\d+\nTry: /,
    )
  })
})
