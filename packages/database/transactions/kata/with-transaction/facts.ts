import { defineFacts } from '@lab/kata'
import type { Pool, PoolClient } from 'pg'
import { loseConnection, loseConnectionsOf, openNotes, write } from './open-notes.ts'

type WithTransaction = <Result>(
  db: Pool | PoolClient,
  work: (client: PoolClient) => Promise<Result>,
) => Promise<Result>

type World = Awaited<ReturnType<typeof openNotes>>

export const facts = defineFacts<WithTransaction, World>({
  answer: 'withTransaction',
  // All calls for one client come from one process: an answer may count the parts of each.
  isInOneProcess: true,
  open: openNotes,
  facts: {
    'gives what work returns, and what it wrote is there': async (withTransaction, world) => {
      for (const value of [{ id: 1 }, undefined, null, 0, false]) {
        const pool = await world.begin()
        const result = await withTransaction(pool, async (client) => {
          await write(client, 'written')
          return withTransaction(client, async () => value)
        })
        if (result !== value)
          return `work returns ${text(value)}, and the caller gets ${text(result)}`
        const problem = await world.differs(['written'])
        if (problem !== undefined) return problem
      }
      return undefined
    },

    'leaves nothing when work throws, also when the next user of the pool commits': async (
      withTransaction,
      world,
    ) => {
      for (const thrown of [new Error('no account 9'), 'a text', undefined]) {
        const pool = await world.begin()
        await failing(withTransaction, pool, async (client) => {
          await write(client, 'of the failure')
          return rejected(thrown)
        })
        const next = await pool.connect()
        await next.query('begin')
        await write(next, 'of the next user')
        await next.query('commit')
        next.release()
        const problem = await world.differs(['of the next user'])
        if (problem !== undefined) return `work throws ${text(thrown)}: ${problem}`
      }
      return undefined
    },

    'throws the very error that work has thrown, also when the connection is lost': async (
      withTransaction,
      world,
    ) => {
      for (const thrown of anyThrown) {
        for (const where of ['work', 'work without a connection']) {
          const pool = await world.begin()
          const told = await failing(withTransaction, pool, async (client) => {
            if (where === 'work without a connection') await loseConnection(client)
            return rejected(thrown)
          })
          const problem = isTold(told, thrown)
          if (problem !== undefined) return `${where} ${problem}`
        }
      }
      return undefined
    },

    'gives each client back, however it ends': async (withTransaction, world) => {
      for (const [ending, work] of endings) {
        const pool = await world.begin()
        if (ending === 'begin fails') loseConnectionsOf(pool)
        await failing(withTransaction, pool, work)
        const held = pool.totalCount - pool.idleCount
        if (held > 0) return `${ending}: ${held} client is not given back`
      }
      return undefined
    },

    'keeps two transactions apart that run at the same time': async (withTransaction, world) => {
      const pool = await world.begin(2)
      const isInside = Promise.withResolvers<void>()
      const isOver = Promise.withResolvers<void>()
      const first = failing(withTransaction, pool, async (client) => {
        await write(client, 'of the first, which throws')
        isInside.resolve()
        await isOver.promise
        throw new Error('the first throws')
      })
      // An answer that never runs work does not begin a second one.
      await Promise.race([isInside.promise, first])
      await failing(withTransaction, pool, (client) => write(client, 'of the second'))
      isOver.resolve()
      await first
      return world.differs(['of the second'])
    },

    'throws when work has caught an error, and the server rolls back instead': async (
      withTransaction,
      world,
    ) => {
      const pool = await world.begin()
      const told = await failing(withTransaction, pool, async (client) => {
        await write(client, 'before the error')
        await client.query('select 1 / 0').catch(() => {})
        return 'done'
      })
      if ('error' in told) return world.differs([])
      return `the caller is told ${text(told.result)}, and the server has rolled back`
    },

    'throws the error of a commit that fails, and runs work once': async (
      withTransaction,
      world,
    ) => {
      for (const note of ['twice', 'lose the connection']) {
        const pool = await world.begin()
        let runs = 0
        const told = await failing(withTransaction, pool, async (client) => {
          runs += 1
          await write(client, note)
          if (note === 'twice') await write(client, note)
        })
        if (runs !== 1) return `the commit fails, and work is run ${runs} times`
        if (!('error' in told)) return 'the commit fails, and the caller gets a result'
        const { code } = told.error as { code?: string }
        // Which error a lost connection gives is the matter of another fact.
        if (note === 'twice' && code !== '23505') {
          return `the commit fails with 23505, and the caller gets ${text(told.error)}`
        }
      }
      return undefined
    },

    'undoes a part that fails alone, and throws its error, also in a part of a part': async (
      withTransaction,
      world,
    ) => {
      const fails = (client: PoolClient, notes: readonly string[]) =>
        failing(withTransaction, client, async (part) => {
          for (const note of notes) await write(part, note)
          await part.query('select 1 / 0')
        })
      const pool = await world.begin()
      await withTransaction(pool, async (client) => {
        await write(client, 'before')
        await withTransaction(client, (part) => write(part, 'a part'))
        await fails(client, ['a part that throws'])
        await failing(withTransaction, client, async (part) => {
          await write(part, 'of the outer part')
          await fails(part, ['of the inner part'])
          throw new Error('the outer part throws as well')
        })
        await write(client, 'after')
      })
      const problem = await world.differs(['a part', 'after', 'before'])
      if (problem !== undefined) return problem
      const again = await world.begin()
      await failing(withTransaction, again, async (client) => {
        await withTransaction(client, (part) => write(part, 'a part'))
        throw new Error('the whole throws')
      })
      return (
        (await world.differs([])) ??
        (await errorOfAPart(withTransaction, world)) ??
        (await caughtInAPart(withTransaction, world))
      )
    },
  },
})

const anyThrown = [new RangeError('of the work'), { code: 'of ours' }, undefined]

type Told = { result: unknown } | { error: unknown }

/** Why this is not what the caller has to hear of what was thrown, or undefined. */
function isTold(told: Told, thrown: unknown): string | undefined {
  if ('result' in told) return `throws ${text(thrown)}, and the caller gets a result`
  if (told.error === thrown) return undefined
  return `throws ${text(thrown)}, and the caller gets ${text(told.error)}`
}

async function errorOfAPart(withTransaction: WithTransaction, world: World) {
  for (const thrown of anyThrown) {
    for (const where of ['a part', 'a part without a connection']) {
      const pool = await world.begin()
      let told: Told = { result: 'nothing' }
      await failing(withTransaction, pool, async (client) => {
        told = await failing(withTransaction, client, async (part) => {
          if (where === 'a part without a connection') await loseConnection(part)
          return rejected(thrown)
        })
      })
      const problem = isTold(told, thrown)
      if (problem !== undefined) return `${where} ${problem}`
    }
  }
  return undefined
}

async function caughtInAPart(withTransaction: WithTransaction, world: World) {
  const pool = await world.begin()
  let told: Told = { result: 'nothing' }
  await failing(withTransaction, pool, async (client) => {
    told = await failing(withTransaction, client, async (part) => {
      await write(part, 'of the part')
      await part.query('select 1 / 0').catch(() => {})
      return 'done'
    })
    await write(client, 'after')
  })
  if ('result' in told) {
    return `a part has caught an error of the server, and its caller is told ${text(told.result)}`
  }
  return world.differs(['after'])
}

const endings: readonly (readonly [ending: string, work: (client: PoolClient) => Promise<void>])[] =
  [
    ['work returns', (client) => write(client, 'written')],
    ['begin fails', () => Promise.resolve()],
    ['work throws', () => Promise.reject(new Error('of the work'))],
    [
      'work throws before it gives a promise',
      () => {
        throw new Error('of the work')
      },
    ],
    ['the connection is lost', loseConnection],
    ['the commit fails', (client) => write(client, 'twice').then(() => write(client, 'twice'))],
    ['the connection is lost in the commit', (client) => write(client, 'lose the connection')],
  ]

async function failing<Result>(
  withTransaction: WithTransaction,
  db: Pool | PoolClient,
  work: (client: PoolClient) => Promise<Result>,
): Promise<{ result: Result } | { error: unknown }> {
  try {
    return { result: await withTransaction(db, work) }
  } catch (error) {
    return { error }
  }
}

/** As `throw`, also of what is no error: programs do that. */
const rejected = (thrown: unknown): Promise<never> => Promise.reject(thrown)

const text = (value: unknown) =>
  value instanceof Error ? `"${value.message}"` : (JSON.stringify(value) ?? 'undefined')
