import type { DedicatedPostgres } from '@lab/servers/dedicated-postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openServer } from '../open-server.ts'
import { askForTheStatus } from './ask-for-the-status.ts'
import { movesOnce } from './moves-once.ts'
import type { MovedAtLast } from './moves-once.ts'
import { runAgain } from './run-again.ts'
import { transferId } from './transfer-id.ts'

const moves = [runAgain, askForTheStatus, transferId]

let server: DedicatedPostgres
let afterCut: MovedAtLast[]
let afterCrash: MovedAtLast[]
beforeAll(async () => {
  server = await openServer()
  afterCut = await movesOnce(server, moves, 'the connection')
  afterCrash = await movesOnce(server, moves, 'the server')
})
afterAll(() => server[Symbol.asyncDispose]())

/** How much is moved, of 10, when the commit did not arrive, and when its answer did not. */
const moved = ({ commitLost, answerLost }: MovedAtLast) => [commitLost.moved, answerLost.moved]

it('tells each client "done" at last', () => {
  const told = [...afterCut, ...afterCrash].flatMap(({ commitLost, answerLost }) => [
    commitLost.told,
    answerLost.told,
  ])
  expect(told).toEqual(Array.from({ length: 12 }, () => 'done'))
})

describe('runAgain', () => {
  it('moves it twice when the commit was done, after a crash as after a lost connection', () => {
    expect(moved(afterCrash[0]!)).toEqual([10, 20])
    expect(moved(afterCut[0]!)).toEqual([10, 20])
  })
})

describe('askForTheStatus', () => {
  it('takes the commit of another client for its own after a crash', () => {
    expect(moved(afterCrash[1]!)).toEqual([0, 10])
  })

  it('knows what happened when only the connection was lost', () => {
    expect(moved(afterCut[1]!)).toEqual([10, 10])
  })
})

describe('transferId', () => {
  it('moves it once, after a crash as after a lost connection', () => {
    expect(moved(afterCrash[2]!)).toEqual([10, 10])
    expect(moved(afterCut[2]!)).toEqual([10, 10])
  })
})

describe('pg_xact_status after a crash', () => {
  it('has no number that is not in the log, until another transaction gets it', async () => {
    const client = await server.connect()
    await client.query('truncate accounts; insert into accounts values (1, 100)')
    await client.query('begin')
    await client.query('update accounts set balance = 0')
    const { rows } = await client.query('select pg_current_xact_id()::text as id')
    await server.crash()
    await server.restart()
    const again = await server.connect()
    const status = () => again.query('select pg_xact_status($1::xid8) as status', [rows[0].id])
    await expect(status()).rejects.toMatchObject({
      code: '22023',
      message: `transaction ID ${rows[0].id} is in the future`,
    })
    await again.query('update accounts set balance = 50')
    expect((await status()).rows).toEqual([{ status: 'committed' }])
  })
})
