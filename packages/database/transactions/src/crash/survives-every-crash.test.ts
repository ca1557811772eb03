import { conduct, crashable } from '@lab/conductor'
import type { DedicatedPostgres } from '@lab/servers/dedicated-postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDatabase } from '../open-database.ts'
import type { Database } from '../open-database.ts'
import { openServer } from '../open-server.ts'
import { asynchronousCommit } from './asynchronous-commit.ts'
import { oneStatement } from './one-statement.ts'
import { oneTransaction } from './one-transaction.ts'
import { survivesEveryCrash } from './survives-every-crash.ts'
import type { CrashReport, Transfer } from './survives-every-crash.ts'
import { twoStatements } from './two-statements.ts'
import { undoInCatch } from './undo-in-catch.ts'

let server: DedicatedPostgres
let db: Database
beforeAll(async () => {
  ;[server, db] = await Promise.all([openServer(), openDatabase()])
})
afterAll(() => Promise.all([server[Symbol.asyncDispose](), db[Symbol.asyncDispose]()]))

/** What a client is told, and both balances, point after point. */
const story = ({ outcomes }: CrashReport) =>
  outcomes.map(({ stopped, told, from, to }) => `${stopped}: ${told}, ${from} ${to}`)

describe('the server is killed', () => {
  let reports: CrashReport[]
  beforeAll(async () => {
    const ways = [twoStatements, undoInCatch, oneStatement, oneTransaction, asynchronousCommit]
    reports = await survivesEveryCrash(server, ways)
  })

  const halfGone = [
    'not received: no answer, 100 0',
    'not answered: no answer, 90 0',
    'not received: no answer, 90 0',
    'not answered: no answer, 90 10',
    'answered: done, 90 10',
  ]

  it('twoStatements loses money at 2 of 5 points', () => {
    expect(story(reports[0]!)).toEqual(halfGone)
    expect(reports[0]!.violation).toBe('at 2 of 5 points one half of the transfer is there')
  })

  it('undoInCatch loses it at the same points', () => {
    expect(story(reports[1]!)).toEqual(halfGone)
  })

  it('oneStatement is whole at all 3 points', () => {
    expect(reports[2]!.violation).toBeUndefined()
    expect(story(reports[2]!)).toEqual([
      'not received: no answer, 100 0',
      'not answered: no answer, 90 10',
      'answered: done, 90 10',
    ])
  })

  it('oneTransaction is whole at all 9 points, and done without an answer at one', () => {
    expect(reports[3]!.violation).toBeUndefined()
    const nothing = ['not received: no answer, 100 0', 'not answered: no answer, 100 0']
    expect(story(reports[3]!)).toEqual([
      ...nothing,
      ...nothing,
      ...nothing,
      'not received: no answer, 100 0',
      'not answered: no answer, 90 10',
      'answered: done, 90 10',
    ])
    expect(reports[3]!.outcomes[7]!.statement).toBe('commit')
  })

  it('asynchronousCommit is whole at all 11 points, and takes back what the client was told', () => {
    const { outcomes, halves, lost, violation } = reports[4]!
    expect({ points: outcomes.length, halves, lost }).toEqual({ points: 11, halves: 0, lost: 1 })
    expect(violation).toBe('the client was told "done", and the transfer is not there')
  })
})

describe('the client dies', () => {
  const diesAnywhere = (transfer: Transfer) =>
    conduct({
      setup: () =>
        db.plain.query('truncate accounts; insert into accounts values (1, 100), (2, 0)'),
      actors: { client: crashable(() => transfer(db.pool, 1, 2)) },
      invariant: async () => {
        const { rows } = await db.plain.query('select sum(balance)::int as sum from accounts')
        return rows[0].sum === 100 ? undefined : `100 became ${rows[0].sum}`
      },
    })

  it('twoStatements loses money when it dies in between, and no catch runs', async () => {
    for (const transfer of [twoStatements, undoInCatch])
      expect(await diesAnywhere(transfer).explore()).toMatchObject({
        schedules: 3,
        violations: 1,
        exhaustive: true,
        shortest: { reason: '100 became 90' },
      })
  })

  it('oneTransaction is whole at whichever step it dies', async () => {
    expect(await diesAnywhere(oneTransaction).holds()).toMatchObject({ exhaustive: true })
  })
})
