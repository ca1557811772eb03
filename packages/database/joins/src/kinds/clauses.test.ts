import { expect, it } from 'vitest'
import { openDatabase } from '../open-database.ts'
import { answerOfClause, clauseCases } from './clauses.ts'

it('accepts the names of the select list in group by and order by alone', async () => {
  await using db = await openDatabase()
  const answers = []
  for (const clause of clauseCases)
    answers.push([clause.clause, clause.name, await answerOfClause(db.pool, clause)])
  expect(answers).toEqual([
    ['where', 'a column of the select list', '42703'],
    ['where', 'an aggregate', '42803'],
    ['where', 'a window function', '42P20'],
    ['group by', 'a column of the select list', 'accepted'],
    ['having', 'a column of the select list', '42703'],
    ['having', 'an aggregate', 'accepted'],
    ['select', 'another column of the select list', '42703'],
    ['order by', 'a column of the select list', 'accepted'],
    ['order by', 'that column in an expression', '42703'],
  ])
})
