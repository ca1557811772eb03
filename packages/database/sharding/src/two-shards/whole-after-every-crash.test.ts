import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { commitEach } from './commit-each.ts'
import { decisionInTheLog } from './decision-in-the-log.ts'
import { openServer } from './open-server.ts'
import type { KillableServer } from './open-server.ts'
import { prepareWithoutLog } from './prepare-without-log.ts'
import { findOrphans, presumeAbort, writeAbort } from './resolve.ts'
import { wholeAfterEveryCrash } from './whole-after-every-crash.ts'
import type { CrashReport } from './whole-after-every-crash.ts'
import { wholeWithASlowCoordinator } from './whole-with-a-slow-coordinator.ts'

let server: KillableServer
beforeAll(async () => {
  server = await openServer()
})
afterAll(() => server[Symbol.asyncDispose]())

/** What is prepared after the restart, and what is there at the end, point after point. */
const story = ({ points }: CrashReport) =>
  points.map(
    ({ after, prepared, isLocked, a, b }) =>
      `${after}: ${prepared || 'nothing'} prepared${isLocked ? ', locked' : ''}, ${a} and ${b}`,
  )

describe('the coordinator and the server die', () => {
  let reports: CrashReport[]
  beforeAll(async () => {
    const ways = [commitEach, prepareWithoutLog, decisionInTheLog]
    reports = await wholeAfterEveryCrash(server, ways)
  })

  it('commitEach loses money between its two commits', () => {
    const report = reports[0]!
    expect(report).toMatchObject({
      withOrphans: 0,
      violation: 'at 1 of 7 points half of the transfer is there',
    })
    expect(story(report).slice(-2)).toEqual([
      'A: commit: nothing prepared, 90 and 0',
      'B: commit: nothing prepared, 90 and 10',
    ])
  })

  it('prepareWithoutLog loses it too: the orphan does not say what became of its other half', () => {
    const report = reports[1]!
    expect(report).toMatchObject({
      withOrphans: 5,
      violation: 'at 1 of 9 points half of the transfer is there',
    })
    expect(story(report)[7]).toBe('A: commit prepared: B prepared, 90 and 0')
  })

  it('decisionInTheLog is whole at all 10 points; what was prepared kept its lock through the restart', async () => {
    const report = reports[2]!
    expect(report.violation).toBeUndefined()
    expect(story(report)).toEqual([
      'nothing: nothing prepared, 100 and 0',
      'A: begin: nothing prepared, 100 and 0',
      'A: update accounts: nothing prepared, 100 and 0',
      'A: prepare transaction: A prepared, locked, 100 and 0',
      'B: begin: A prepared, locked, 100 and 0',
      'B: update accounts: A prepared, locked, 100 and 0',
      'B: prepare transaction: A and B prepared, locked, 100 and 0',
      'log: insert into decisions: A and B prepared, locked, 90 and 10',
      'A: commit prepared: B prepared, 90 and 10',
      'B: commit prepared: nothing prepared, 90 and 10',
    ])
    expect(await findOrphans(server)).toEqual([])
  })
})

describe('the coordinator is slow', () => {
  it('presumeAbort ends one half, and the coordinator commits the other one', async () => {
    const { points, violation } = await wholeWithASlowCoordinator(
      server,
      decisionInTheLog,
      presumeAbort,
    )
    expect(violation).toBe('at 3 of 10 points half of the transfer is there')
    expect(points[3]).toEqual({ after: 'A: prepare transaction', a: 100, b: 10 })
  })

  it('writeAbort is whole at all 10 points: the coordinator is refused', async () => {
    const { points, violation } = await wholeWithASlowCoordinator(
      server,
      decisionInTheLog,
      writeAbort,
    )
    expect(violation).toBeUndefined()
    expect(points[3]).toEqual({ after: 'A: prepare transaction', a: 100, b: 0 })
  })
})

describe('a prepared transaction', () => {
  beforeAll(async () => {
    await server.ask('shard_a', 'truncate accounts; insert into accounts values (1, 100)')
    const client = await server.open('shard_a')
    await client.query('begin; update accounts set balance = 90 where id = 1')
    await client.query(`prepare transaction 'orphan'`)
    await client.end()
  })
  afterAll(() => server.ask('shard_a', `rollback prepared 'orphan'`))

  const codeOf = (database: 'shard_a' | 'shard_b', statement: string) =>
    server.ask(database, statement).then(
      () => 'done',
      ({ code }) => code,
    )

  it('outlives its client, and a writer waits for it until its lock_timeout', async () => {
    const write = `set lock_timeout = '20ms'; update accounts set balance = 0 where id = 1`
    expect(await codeOf('shard_a', write)).toBe('55P03')
  })

  it('is read as if it had not happened', async () => {
    const { rows } = await server.ask('shard_a', 'select balance from accounts')
    expect(rows).toEqual([{ balance: 100 }])
  })

  it('is ended only in the database that it belongs to', async () => {
    expect(await codeOf('shard_b', `commit prepared 'orphan'`)).toBe('0A000')
  })

  it('has a name that no other database of the server can use', async () => {
    const client = await server.open('shard_b')
    await client.query('begin')
    const refused = client.query(`prepare transaction 'orphan'`).catch(({ code }) => code)
    expect(await refused).toBe('42710')
    await client.end()
  })
})
