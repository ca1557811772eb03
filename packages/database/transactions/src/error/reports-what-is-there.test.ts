import { answerOf } from '@lab/conductor'
import type { Timeline } from '@lab/conductor'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDatabase } from '../open-database.ts'
import type { Database } from '../open-database.ts'
import { catchAndGoOn } from './catch-and-go-on.ts'
import { conditionInWhere } from './condition-in-where.ts'
import { reportsWhatIsThere } from './reports-what-is-there.ts'
import { savepoint } from './savepoint.ts'

let db: Database
beforeAll(async () => {
  db = await openDatabase()
})
afterAll(() => db[Symbol.asyncDispose]())

describe('catchAndGoOn', () => {
  it('reports what commit has rolled back, without an error', async () => {
    const { violation, moments } = await reportsWhatIsThere(db, catchAndGoOn).replay('clerk×5')
    expect(violation).toBe('reported: paid, refused, refused; there: refused, refused, refused')
    expect(repliesOf(moments)).toEqual(['BEGIN', 'UPDATE 1', '23514', '25P02', 'ROLLBACK'])
  })
})

describe.each([
  { name: 'savepoint', way: savepoint },
  { name: 'conditionInWhere', way: conditionInWhere },
])('$name', ({ way }) => {
  it('keeps the payments before and after the refused one', async () => {
    const { outcomes } = await reportsWhatIsThere(db, way).holds()
    expect(outcomes.map(({ endings }) => answerOf(endings['clerk']))).toEqual([
      ['paid', 'refused', 'paid'],
    ])
  })
})

/** What each statement was answered with: its command, or the code of its error. */
function repliesOf(moments: Timeline['moments']): string[] {
  return moments
    .filter((moment) => moment.type === 'step')
    .map(({ reply }) => (reply.outcome === 'ok' ? reply.text : reply.code))
}
