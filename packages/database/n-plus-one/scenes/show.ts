import type { Claim, Scene, Stage } from '@lab/stage'
import { hundredUsers, loadsUsersWithPosts, openDatabase } from '../src/index.ts'
import type { LoadUsers } from '../src/index.ts'

/** Opens the demo's world: 100 users with 450 posts. Scenes that need other tables fill their own. */
export async function open() {
  return { db: await openDatabase(hundredUsers), changing: openWhenAsked() }
}

/** Another such database, for races that change what the other scenes read. */
function openWhenAsked() {
  let opening: ReturnType<typeof openDatabase> | undefined
  return {
    open: () => (opening ??= openDatabase(hundredUsers)),
    async [Symbol.asyncDispose]() {
      await (await opening)?.[Symbol.asyncDispose]()
    },
  }
}

export type World = Awaited<ReturnType<typeof open>>

export interface Judged {
  way: string
  claim: Claim
  text: string
}

/** Closes with a verdict: a way holds when nothing is wrong with what it did. */
export async function judge(
  stage: Stage,
  { way, claim, text }: Judged,
  violation: string | undefined,
  numbers: Record<string, number>,
): Promise<void> {
  await stage.verdict({
    way,
    claim,
    observed: violation === undefined ? 'holds' : 'breaks',
    text: violation === undefined ? text : `${violation}. ${text}`,
    numbers,
  })
}

/** Loads 100 users with their posts in one way, shows what passed on the wire, and judges it. */
export async function showLoading(
  stage: Stage,
  { db }: World,
  load: LoadUsers,
  judged: Judged & { title: string },
): Promise<void> {
  const { hundred, violation } = await loadsUsersWithPosts(db, load)
  const { statements, rows, bytes, connections } = hundred
  await stage.table({
    title: judged.title,
    columns: ['times', 'statement'],
    rows: [...Map.groupBy(statements, (text) => text)].map(([text, alike]) => [
      alike.length,
      text.replace(/\s+/g, ' '),
    ]),
  })
  await judge(stage, judged, violation, {
    statements: statements.length,
    rows,
    bytesReceived: bytes.received,
    ...(connections > 1 ? { connections } : {}),
  })
}

/** One scene for ways to load 100 users with their posts. */
export function loadingScene(
  scene: { id: string; title: string; say: string },
  ways: (Judged & { title: string; load: LoadUsers })[],
): Scene<World> {
  return {
    id: scene.id,
    title: scene.title,
    async play(stage, world) {
      await stage.say(scene.say)
      for (const { load, ...judged } of ways) await showLoading(stage, world, load, judged)
    },
  }
}
