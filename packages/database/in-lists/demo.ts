import { comparedWays, comparison, concept } from '@lab/stage'
import type { Claim, ComparedWay, Scene } from '@lab/stage'
import { listingOf } from '@lab/stage/listing-of'
import manifest from './package.json' with { type: 'json' }
import {
  arrayParameter,
  findsAskedPosts,
  joinedText,
  openDatabase,
  placeholderList,
  unnestedArray,
} from './src/index.ts'
import type { Finding, FindPosts } from './src/index.ts'

async function open() {
  const db = await openDatabase()
  const findings = new Map<FindPosts, Promise<Finding>>()
  const findOnce = (find: FindPosts) => {
    const finding = findings.get(find) ?? findsAskedPosts(db, find)
    findings.set(find, finding)
    return finding
  }
  // 70,000 ids take the server a while: each way is tried once for its scene and the comparison.
  return { db: { ...db, findOnce } }
}

type World = Awaited<ReturnType<typeof open>>

const promise = 'every list is one statement and the right posts'

/** Shows the code of a way, and what each list of ids gave. */
function findingScene(
  way: string,
  find: FindPosts,
  scene: { title: string; say: string; claim: Claim; text: string },
): Scene<World> {
  return {
    id: way,
    title: scene.title,
    async play(stage, { db }) {
      await stage.say(scene.say)
      const file = new URL(`src/asked-posts/${way}.ts`, import.meta.url)
      await stage.listing(listingOf(file, { from: 'export async function' }))
      const finding = await db.findOnce(find)
      await stage.table({
        title: 'What each list gives: the right posts, wrong ones, or an error',
        columns: ['list', 'gives'],
        rows: [
          ['two ids', finding.twoIds],
          ['no ids', finding.noIds],
          ["'0) or (true'", finding.hostileId],
          ['70,000 ids', finding.manyIds],
          ['lists of 1 to 10 ids', statementsText(finding)],
        ],
      })
      await stage.verdict({
        way,
        promise,
        claim: scene.claim,
        observed: finding.broken === 0 ? 'holds' : 'breaks',
        text: scene.text,
        numbers: { cases: 5, broken: finding.broken, statementTexts: finding.texts },
      })
    },
  }
}

function statementsText({ texts }: Finding): string {
  return texts === 1 ? 'one statement' : `${texts} different statements`
}

function compared(
  { db }: World,
  ways: [way: string, find: FindPosts, claim: Claim, price: string][],
): Promise<ComparedWay[]> {
  return comparedWays(ways, async (find) => {
    const { noIds, hostileId, manyIds, texts, broken } = await db.findOnce(find)
    const counts = { empty: noIds, hostile: hostileId, '70,000': manyIds, texts }
    return { holds: broken === 0, counts }
  })
}

export const demo = concept<World>(manifest, {
  open,
  headline: ['joined-text', 'array-parameter', 'ways-compared'],
  scenes: [
    findingScene('joined-text', joinedText, {
      title: 'The ids in the text of the statement',
      say: 'A request names users, and the query finds their posts. The ids are joined into the text. Five lists are tried; one of them is hostile.',
      claim: 'breaks',
      text: "The list becomes SQL: '0) or (true' asks for the posts of all users and gets 450. An empty list is a syntax error (42601).",
    }),
    findingScene('array-parameter', arrayParameter, {
      title: 'One array as one parameter',
      say: 'The ids are sent beside the statement, as one array.',
      claim: 'holds',
      text: 'One parameter and one statement for any list. PostgreSQL refuses a value that is not an int (22P02).',
    }),
    findingScene('placeholder-list', placeholderList, {
      title: 'A placeholder for each id',
      say: 'The text has $1, $2, $3 and so on, and each id is a parameter.',
      claim: 'breaks',
      text: 'No value can become SQL. But each length is another statement to parse and plan, an empty list is a syntax error, and the protocol counts parameters in 16 bits (08P01).',
    }),
    findingScene('unnested-array', unnestedArray, {
      title: 'The array as a table',
      say: 'unnest makes rows of the array, with their places, and the query joins with them.',
      claim: 'holds',
      text: 'The posts come in the order of the list. An id that is in the list twice gives its posts twice.',
    }),
    comparison<World>({
      promise,
      best: 'array-parameter',
      answer:
        'Say: "I send the ids as one array parameter: where user_id = any($1). It is one statement for every length, an empty array finds no row, and no value can become SQL. A placeholder for each id is another statement for each length, fails for an empty list, and ends at 65,535. When the order of the list matters I join with unnest($1) with ordinality."',
      ways: (world) =>
        compared(world, [
          ['joined-text', joinedText, 'breaks', 'SQL injection'],
          ['placeholder-list', placeholderList, 'breaks', '65,535 ids at most'],
          ['array-parameter', arrayParameter, 'holds', 'an array type in the server'],
          ['unnested-array', unnestedArray, 'holds', 'duplicates stay'],
        ]),
    }),
  ],
})
