import { comparison, judge } from '@lab/stage'
import type { Scene, Stage } from '@lab/stage'
import { differenceOf } from '@lab/stage/difference-of'
import type { CrashReport } from '../src/index.ts'
import { transfers } from './one-crash.ts'
import type { TransferWay } from './one-crash.ts'
import type { World } from './open-world.ts'

const promise = 'a transfer is whole, and there if it was acknowledged'

/** Shows what is there of one way, after the server was killed at each of its points. */
async function showCrash(
  stage: Stage,
  { crash }: World,
  { way, text }: { way: TransferWay; text: string },
): Promise<void> {
  const [, claim] = transfers[way]
  const report = await crash.report(way)
  await stage.table({
    title: 'What each client was told, and what is there after the crash',
    columns: ['statement', 'when killed', 'told', 'from', 'to', 'together'],
    rows: report.outcomes.map(({ statement, stopped, told, from, to }) => [
      brief(statement),
      stopped,
      told,
      from,
      to,
      from + to,
    ]),
  })
  await judge(stage, { way, promise, claim, text }, report.violation, countsOf(report))
}

function brief(statement = 'all'): string {
  return statement
    .replace('update accounts set balance =', 'update …')
    .replace(/ case [^]*/, ' case …')
    .replace(/ where [^]*/, '')
}

const countsOf = ({ outcomes, halves, lost, unanswered }: CrashReport) => ({
  points: outcomes.length,
  halves,
  lost,
  doneUnanswered: unanswered,
})

export function crashScene(
  way: TransferWay,
  scene: { title: string; say: string; text: string; changes?: string },
): Scene<World> {
  const { title, say, changes, text } = scene
  const file = (name: string) => new URL(`../src/crash/${name}.ts`, import.meta.url)
  return {
    id: way,
    title,
    async play(stage, world) {
      await stage.say(say)
      if (changes !== undefined) {
        const part = { title: `What ${way} changes in ${changes}`, from: 'export' }
        await stage.listing(await differenceOf(file(changes), file(way), part))
      }
      await showCrash(stage, world, { way, text })
    },
  }
}

export const waysCompared = comparison<World>({
  promise,
  best: 'one-transaction',
  answer:
    'Say: "Each statement commits by itself, so a crash between the two updates loses money. I put both into one transaction: after a crash the server keeps it if its commit is in the log, and takes it as never done otherwise. It is not isolation: two transfers at once need a lock or a condition as well. When the commit is not answered I do not know whether it was done, so I store an id of the transfer in the same transaction and run it again."',
  ways: ({ crash }) =>
    Promise.all(
      Object.entries(transfers).map(async ([way, [, claim, price]]) => {
        const { violation, outcomes, halves, lost } = await crash.report(way)
        return {
          way,
          claim,
          observed: violation === undefined ? 'holds' : 'breaks',
          counts: { 'crash points': outcomes.length, halves, 'told, not there': lost },
          price,
        }
      }),
    ),
})
