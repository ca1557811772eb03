import type { Scene } from '@lab/stage'
import { answersInOneStatement, lazyRelation, postsInTheList } from '../src/index.ts'
import { judge } from './show.ts'
import type { World } from './show.ts'

export const endpointScene: Scene<World> = {
  id: 'endpoint',
  title: 'An endpoint that looks innocent',
  async play(stage, { db }) {
    await stage.say(
      'An Express route lists the users and presents each of them. In the presenter stands `await user.posts`. A test asks for the page, and expects one statement.',
    )
    const lazy = await answersInOneStatement(db, lazyRelation)
    const [failure = '', ...statements] = lazy.violation?.split('\n') ?? []
    await stage.table({
      title: 'The test fails with',
      columns: [failure],
      rows: statements.map((text) => [text.trim()]),
    })
    await stage.verdict({
      way: 'lazy-relation',
      claim: 'breaks',
      observed: lazy.violation === undefined ? 'holds' : 'breaks',
      text: 'Neither the route nor the presenter shows a query: the property is one. Reading the code does not find it, counting does.',
      numbers: { statements: lazy.statements },
    })
    const ready = await answersInOneStatement(db, postsInTheList)
    await judge(
      stage,
      {
        way: 'posts-in-the-list',
        claim: 'holds',
        text: 'The list says what the page needs. The test stays, and fails on the day when somebody adds a lazy property.',
      },
      ready.violation,
      { statements: ready.statements },
    )
  },
}
