import { comparison } from '@lab/stage'
import type { Claim, Scene, Stage } from '@lab/stage'
import { slowFacts, slowViolation } from '../src/index.ts'
import type { SlowSeconds } from '../src/index.ts'
import { judge } from './compare-ways.ts'
import type { Judged, WayName, World } from './compare-ways.ts'

type Runs = [WayName, SlowSeconds][]

const promise = 'no caller waits and no requests pile up'

/** One scene for a way through five slow seconds: what is in flight, and how long callers wait. */
export function slowScene(
  judged: Judged<WayName>,
  scene: { title: string; say: string; inFlightOf?: WayName[]; waitsOf?: WayName[] },
): Scene<World> {
  return {
    id: judged.way,
    title: scene.title,
    async play(stage, { prices }) {
      const runsOf = async (ways: WayName[] = []) => {
        const runs: Runs = []
        for (const way of ways) runs.push([way, await prices.slowSecondsOf(way)])
        return runs
      }
      await stage.say(scene.say)
      const run = await prices.slowSecondsOf(judged.way)
      if (run.changes.length > 0) await showChanges(stage, run)
      await showInFlight(stage, await runsOf(scene.inFlightOf))
      await showWaits(stage, await runsOf(scene.waitsOf))
      await judge(stage, judged, run, {
        promise,
        violation: slowViolation,
        numbers: (one) => ({ ...slowFacts(one), changesOfState: one.changes.length }),
      })
    },
  }
}

async function showChanges(stage: Stage, { changes, counts }: SlowSeconds): Promise<void> {
  await stage.table({
    title: "Every change of state, and opossum's window at that time",
    columns: ['at', 'state', 'calls', 'failed', 'refused', 'arrived so far'],
    rows: changes.map(({ atMs, state, fires, failures, rejects }) => [
      `${atMs / 1_000} s`,
      state,
      fires,
      failures,
      rejects,
      counts.findLast((count) => count.atMs <= atMs)!.arrived,
    ]),
  })
}

async function showInFlight(stage: Stage, runs: Runs): Promise<void> {
  if (runs.length === 0) return
  await stage.chart({
    title: 'Requests in flight, counted by the service. It is slow from second 1 to 6',
    x: { name: 'time', unit: 's' },
    y: { name: 'in flight', unit: 'requests' },
    series: runs.map(([name, { counts }]) => ({
      name,
      points: everyHalfSecond(counts).map(({ atMs, inFlight }) => [atMs / 1_000, inFlight]),
    })),
  })
}

async function showWaits(stage: Stage, runs: Runs): Promise<void> {
  if (runs.length === 0) return
  await stage.chart({
    title: 'How long a call waits, by the time when it begins',
    x: { name: 'time', unit: 's' },
    y: { name: 'wait', unit: 's' },
    series: runs.map(([name, { calls }]) => ({
      name,
      points: everyHalfSecond(calls.toSorted((one, other) => one.atMs - other.atMs)).map(
        ({ atMs, waitedMs }) => [atMs / 1_000, waitedMs / 1_000],
      ),
    })),
  })
}

function everyHalfSecond<Item extends { atMs: number }>(items: Item[]): Item[] {
  return items.filter(({ atMs }) => atMs % 500 === 0)
}

/** Every way through the five slow seconds, and the answer to say. */
export function waysComparedScene(
  answer: string,
  ways: [way: WayName, claim: Claim, price: string][],
): Scene<World> {
  return comparison<World>({
    promise,
    best: 'circuit-breaker',
    answer,
    async ways({ prices }) {
      const rows = []
      for (const [way, claim, price] of ways) {
        const run = await prices.slowSecondsOf(way)
        const { arrived, inFlight, waitedMs } = slowFacts(run)
        const observed: Claim = slowViolation(run) === undefined ? 'holds' : 'breaks'
        const counts = { 'arrived, of 50': arrived, 'in flight': inFlight, 'waits, ms': waitedMs }
        rows.push({ way, claim, observed, counts, price })
      }
      return rows
    },
  })
}
