import type { Scene } from '@lab/stage'
import { answersInOneStatement, lazyRelation, postsInTheList } from '../src/index.ts'
import type { World } from './show.ts'

export const endpointScene: Scene<World> = {
  id: 'endpoint',
  title: 'An endpoint that looks innocent',
  async play(stage, { db }) {
    await stage.say(
      'An Express route lists the users and presents each of them. In the presenter stands `await user.posts`. A test asks for the page, and expects one statement.',
    )
    const [failure = '', ...statements] =
      (await answersInOneStatement(db, lazyRelation))?.split('\n') ?? []
    await stage.table({
      title: 'The test fails with',
      columns: [failure],
      rows: statements.map((text) => [text.trim()]),
    })
    await stage.verdict({
      way: 'lazy-relation',
      claim: 'breaks',
      observed: failure === '' ? 'holds' : 'breaks',
      text: 'Neither the route nor the presenter shows a query: the property is one. Reading the code does not find it, counting does.',
      numbers: {},
    })
    const violation = await answersInOneStatement(db, postsInTheList)
    await stage.verdict({
      way: 'posts-in-the-list',
      claim: 'holds',
      observed: violation === undefined ? 'holds' : 'breaks',
      text: 'The list says what the page needs. The test stays, and fails on the day when somebody adds a lazy property.',
      numbers: {},
    })
  },
}
