import { judge } from '@lab/stage'
import type { Scene } from '@lab/stage'
import { answerOfClause, clauseCases, joinKinds, rowsOfKind } from '../src/index.ts'
import type { World } from './report-scenes.ts'

export const kindsScene: Scene<World> = {
  id: 'kinds',
  title: 'Every kind of join, on the same rows',
  async play(stage, { db }) {
    await stage.say(
      'Four customers, and four orders: Ada 50, Ada 30, Grace 50, and 20 of a guest. A dash is null.',
    )
    const rows = []
    for (const kind of joinKinds) {
      const found = await rowsOfKind(db.pool, kind)
      const told = kind.kind === 'cross' ? `${found.slice(0, 3).join(', ')} …` : found.join(', ')
      rows.push([kind.kind, found.length, kind.gives, told])
    }
    await stage.table({ title: 'Joins', columns: ['join', 'rows', 'gives', 'which'], rows })
    const { rows: counted } = await db.pool.query(
      `select (select count(*)::int from (select total from orders union select amount from payments)) as union,
        (select count(*)::int from (select total from orders union all select amount from payments)) as all`,
    )
    const { union, all } = counted[0]
    await judge(
      stage,
      {
        way: 'union',
        promise: 'union gives the rows of both sides',
        claim: 'breaks',
        text: 'Of four totals and six amounts. union drops equal rows, also those of one side, and sorts or hashes all of them for it. union all gives what is there.',
      },
      union < all ? `${union} of ${all} rows are left` : undefined,
      { union, 'union all': all },
    )
  },
}

export const clausesScene: Scene<World> = {
  id: 'clauses',
  title: 'In which order the clauses are evaluated',
  async play(stage, { db }) {
    await stage.say(
      'from and join, where, group by, having, select, order by, limit. A clause knows the names of what was evaluated before it. 42703 says that there is no such column, 42803 that an aggregate is not allowed there, 42P20 that a window function is not.',
    )
    const rows = []
    for (const clause of clauseCases)
      rows.push([clause.clause, clause.name, await answerOfClause(db.pool, clause)])
    await stage.table({
      title: 'What PostgreSQL answers when a clause uses a name',
      columns: ['clause', 'uses', 'answer'],
      rows,
    })
    const where = rows.find(([clause]) => clause === 'where')![2]
    await judge(
      stage,
      {
        way: 'alias-in-where',
        promise: 'where knows the names of the select list',
        claim: 'breaks',
        text: 'where is evaluated before select. group by is evaluated before select as well, and still accepts such a name: that is an addition of PostgreSQL. having does not accept it.',
      },
      where === 'accepted' ? undefined : `PostgreSQL answers ${where}`,
      {},
    )
  },
}
