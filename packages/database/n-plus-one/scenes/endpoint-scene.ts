import type { Scene } from '@lab/stage'
import { listingOf } from '@lab/stage/listing-of'
import { answersInOneStatement, lazyRelation, postsInTheList } from '../src/index.ts'
import type { Database } from '../src/index.ts'

const promise = 'the page takes one statement'
const wayFile = new URL('../src/endpoint/lazy-relation.ts', import.meta.url)

export const endpointScene: Scene<{ db: Database }> = {
  id: 'endpoint',
  title: 'An N+1 that the code does not show',
  async play(stage, { db }) {
    await stage.say('An Express route lists the users and presents each of them.')
    await stage.listing(listingOf(wayFile, { from: 'export function', to: 'return { name' }))
    await stage.say('A test asks for the page and expects one statement.')
    const lazy = await answersInOneStatement(db, lazyRelation)
    const [failure = '', ...statements] = lazy.violation?.split('\n') ?? []
    await stage.table({
      title: 'The test fails with',
      columns: [failure],
      rows: statements.map((text) => [text.trim()]),
    })
    await stage.verdict({
      way: 'lazy-relation',
      promise,
      claim: 'breaks',
      observed: lazy.violation === undefined ? 'holds' : 'breaks',
      text: 'Reading `user.posts` sends a query, and that is written in another file. Reviewers do not see it; a test that counts statements does.',
      numbers: { statements: lazy.statements },
    })
    const listed = await answersInOneStatement(db, postsInTheList)
    await stage.verdict({
      way: 'posts-in-the-list',
      promise,
      claim: 'holds',
      observed: listed.violation === undefined ? 'holds' : 'breaks',
      text: 'The list is loaded with its posts. The test stays, and fails on the day when a lazy property comes back.',
      numbers: { statements: listed.statements },
    })
  },
}
