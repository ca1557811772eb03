import { judge } from '@lab/stage'
import type { Claim, Scene } from '@lab/stage'
import {
  decisionInTheLog,
  presumeAbort,
  wholeWithASlowCoordinator,
  writeAbort,
} from '../src/index.ts'
import type { Decide } from '../src/index.ts'
import { transfers } from './one-crash.ts'
import type { TransferWay } from './one-crash.ts'
import type { World } from './open-world.ts'

const promise = 'a transfer over two shards is there as a whole or not at all'

function crashScene(scene: {
  id: TransferWay
  title: string
  say: string
  text: string
}): Scene<World> {
  const { id, title, say, text } = scene
  const { claim } = transfers[id]
  return {
    id,
    title,
    async play(stage, { killable }) {
      await stage.say(say)
      const report = await killable.report(id)
      const { points, withOrphans, halves, violation } = report
      await stage.table({
        title: 'What is there when all is resolved, by the last statement before the crash',
        columns: ['last statement', 'prepared', 'row of A locked', 'A', 'B'],
        rows: points.map(({ after, prepared, isLocked, a, b }) => [
          after,
          prepared,
          isLocked ? 'locked' : '',
          a,
          b,
        ]),
      })
      const numbers = { points: points.length, halves, orphans: withOrphans }
      await judge(stage, { way: id, promise, claim, text }, violation, numbers)
    },
  }
}

export const crashScenes = [
  crashScene({
    id: 'commit-each',
    title: 'A transfer over two shards, and two commits',
    say: '10 go from an account of 100 on shard A to one on shard B. A coordinator runs the transfer. It is run once for each statement, and dies after it. Then the server is killed and started again, and a resolver, a job that looks for prepared transactions, ends each of them.',
    text: 'There is no statement that commits on two databases.',
  }),
  crashScene({
    id: 'prepare-without-log',
    title: 'Two-phase commit without a log',
    say: 'prepare transaction writes the transaction to the disk, with its locks. From then on commit prepared succeeds, from any connection to that database. A resolver that finds one without any decision rolls it back.',
    text: 'The half on A is committed, and nothing on B says so: the resolver rolls the half on B back.',
  }),
  crashScene({
    id: 'decision-in-the-log',
    title: 'The decision is a row of the coordinator',
    say: 'When both are prepared, the coordinator commits one row: "commit". The resolver commits what has such a row, and rolls the rest back.',
    text: 'The row is the moment at which the transfer happens. What is prepared survives the restart with its locks: pg_prepared_xacts shows it, and others wait for its rows until it is ended.',
  }),
]

const resolvers: readonly { way: string; decide: Decide; claim: Claim; text: string }[] = [
  {
    way: 'presume-abort',
    decide: presumeAbort,
    claim: 'breaks',
    text: 'The resolver took back one half. The coordinator then prepared the other one, wrote "commit" and committed it.',
  },
  {
    way: 'write-abort',
    decide: writeAbort,
    claim: 'holds',
    text: 'The resolver writes "abort" under the key under which the coordinator writes "commit". The first row decides, and the other one is refused with 23505.',
  },
]

export const slowCoordinatorScene: Scene<World> = {
  id: 'slow-coordinator',
  title: 'The resolver comes, and the coordinator is only slow',
  async play(stage, { killable }) {
    await stage.say(
      'The same transfer with its decision in the log. No process dies: the resolver comes before each statement in turn, and then the coordinator goes on.',
    )
    const server = await killable.open()
    for (const { way, decide, claim, text } of resolvers) {
      const found = await wholeWithASlowCoordinator(server, decisionInTheLog, decide)
      await stage.table({
        title: `${way}: what is there at the end`,
        columns: ['the resolver comes after', 'A', 'B'],
        rows: found.points.map(({ after, a, b }) => [after, a, b]),
      })
      const numbers = { points: found.points.length, halves: found.halves }
      await judge(stage, { way, promise, claim, text }, found.violation, numbers)
    }
  },
}
