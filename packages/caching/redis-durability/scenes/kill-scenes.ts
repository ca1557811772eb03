import { comparison, judge } from '@lab/stage'
import type { Claim, Scene } from '@lab/stage'
import { readsOneFile } from '../src/index.ts'
import type { Persistence } from '../src/index.ts'
import type { World } from './open-world.ts'

const promise = 'an acknowledged write is there after kill -9'

const ways: Record<Persistence, readonly [Claim, price: string]> = {
  'no-persistence': ['breaks', 'all, at each restart'],
  snapshot: ['breaks', 'all since the last snapshot'],
  'aof-no': ['holds', 'power cut: what the system has not synced'],
  'aof-everysec': ['holds', 'power cut: about the last second'],
  'aof-always': ['holds', 'a sync before each answer'],
}

export function killScene(
  way: Persistence,
  scene: { title: string; say: string; text: string },
): Scene<World> {
  const { title, say, text } = scene
  return {
    id: way,
    title,
    async play(stage, { kills }) {
      await stage.say(say)
      const report = await kills.report(way)
      await stage.table({
        title: 'After each kill',
        columns: ['acknowledged', 'there after the restart', 'lost'],
        rows: report.kills.map(({ acknowledged, kept }) => [
          acknowledged,
          kept.length,
          acknowledged - kept.length,
        ]),
      })
      const [claim] = ways[way]
      const { withLoss, mostLost, violation } = report
      const numbers = { kills: report.kills.length, withLoss, mostLost }
      await judge(stage, { way, promise, claim, text }, violation, numbers)
    },
  }
}

const files = [
  {
    way: 'snapshot-beside-old-file',
    operator: 'does nothing',
    claim: 'breaks',
    text: 'With appendonly yes Redis reads the append-only file at its start, and no snapshot, however new. The file ends where it was turned off.',
  },
  {
    way: 'turned-on-again',
    operator: 'turns it on again',
    claim: 'holds',
    text: 'config set appendonly yes writes the file anew from memory. The file is complete when aof_rewrite_in_progress is 0.',
  },
] as const

export const oneFileScene: Scene<World> = {
  id: 'one-file',
  title: 'Redis reads one file, not the newer one',
  async play(stage) {
    await stage.say(
      'The configuration says appendonly yes. After two orders an operator turns the append-only file off while Redis runs (config set appendonly no). Four more orders follow, and a complete snapshot of all six. Then kill -9. In the second way the operator turns the file on again before the kill.',
    )
    const reports = await Promise.all(files.map(({ operator }) => readsOneFile(operator)))
    await stage.table({
      title: 'Six orders were acknowledged',
      columns: ['way', 'in the snapshot', 'there after the restart'],
      rows: reports.map(({ snapshot, kept }, index) => [
        files[index]!.way,
        snapshot.length,
        kept.length,
      ]),
    })
    for (const [index, { way, claim, text }] of files.entries()) {
      const { kept, violation } = reports[index]!
      await judge(stage, { way, promise, claim, text }, violation, { kept: kept.length })
    }
  },
}

export const waysCompared = comparison<World>({
  promise,
  best: 'aof-everysec',
  answer:
    'Say: "By default Redis takes snapshots, and a crash loses all since the last one. I turn the append-only file on: Redis writes to it before it answers, so a killed process loses nothing, whatever appendfsync says. appendfsync is about a power cut: everysec may then lose about a second. A replica is no backup, and replication is asynchronous: a failover loses what the replica did not have. WAIT tells me how many replicas confirm a write. It takes nothing back, and the failover must choose one of them."',
  ways: ({ kills }) =>
    Promise.all(
      Object.entries(ways).map(async ([way, [claim, price]]) => {
        const report = await kills.report(way as Persistence)
        return {
          way,
          claim,
          observed: report.violation === undefined ? 'holds' : 'breaks',
          counts: {
            kills: report.kills.length,
            'with a loss': report.withLoss,
            'most lost': report.mostLost,
          },
          price,
        }
      }),
    ),
})
