import type { Claim, Scene } from '@lab/stage'
import { arrayParameter, findsAskedPosts, joinedText, placeholderList } from '../src/index.ts'
import type { FindPosts } from '../src/index.ts'
import type { World } from './show.ts'

const ways: { way: string; find: FindPosts; claim: Claim; text: string }[] = [
  {
    way: 'joined-text',
    find: joinedText,
    claim: 'breaks',
    text: 'The list is part of the statement: "0) or (true" asks for the posts of everybody, and gets them.',
  },
  {
    way: 'placeholder-list',
    find: placeholderList,
    claim: 'breaks',
    text: 'Nothing can be smuggled in. But each length is another statement to parse and plan, an empty list is a syntax error, and the protocol counts parameters in 16 bits.',
  },
  {
    way: 'array-parameter',
    find: arrayParameter,
    claim: 'holds',
    text: 'One parameter, one statement, any list.',
  },
]

export const idListScene: Scene<World> = {
  id: 'id-list',
  title: 'How the ids get into the second query',
  async play(stage, { db }) {
    await stage.say(
      'The second query needs a list of ids, and the ids may come from a request. Each way is asked for the posts of two users, of nobody, of somebody called "0) or (true", and of 70,000 users.',
    )
    const found = []
    for (const { way, find, ...said } of ways)
      found.push({ way, ...said, finding: await findsAskedPosts(db, find) })
    await stage.table({
      title: 'What came back: the right posts, wrong ones, or an error',
      columns: [
        'way',
        'two ids',
        'no ids',
        'hostile id',
        '70,000 ids',
        'texts of lists of 1 to 10',
      ],
      rows: found.map(({ way, finding }) => [
        way,
        finding.twoIds,
        finding.noIds,
        finding.hostileId,
        finding.manyIds,
        finding.texts,
      ]),
    })
    for (const { way, claim, text, finding } of found)
      await stage.verdict({
        way,
        claim,
        observed: finding.broken === 0 ? 'holds' : 'breaks',
        text,
        numbers: { cases: 5, broken: finding.broken, texts: finding.texts },
      })
  },
}
