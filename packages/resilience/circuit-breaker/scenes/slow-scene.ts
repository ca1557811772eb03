import type { Scene, Stage } from '@lab/stage'
import { spellFacts, spellViolation } from '../src/index.ts'
import type { SlowSpell } from '../src/index.ts'
import { judge } from './show.ts'
import type { Told, WayName, World } from './show.ts'

type Spells = [WayName, SlowSpell][]

/** One scene for a way through five slow seconds: what is in flight, and how long callers wait. */
export function slowScene(
  told: Told<WayName>,
  scene: { title: string; say: string; inFlightOf?: WayName[]; waitsOf?: WayName[] },
): Scene<World> {
  return {
    id: told.way,
    title: scene.title,
    async play(stage, { prices }) {
      const spellsOf = async (ways: WayName[] = []) => {
        const spells: Spells = []
        for (const way of ways) spells.push([way, await prices.spellOf(way)])
        return spells
      }
      await stage.say(scene.say)
      const spell = await prices.spellOf(told.way)
      if (spell.changes.length > 0) await showChanges(stage, spell)
      await showInFlight(stage, await spellsOf(scene.inFlightOf))
      await showWaits(stage, await spellsOf(scene.waitsOf))
      await judge(stage, told, spell, {
        violation: spellViolation,
        numbers: (one) => ({ ...spellFacts(one), changesOfState: one.changes.length }),
      })
    },
  }
}

async function showChanges(stage: Stage, { changes, counts }: SlowSpell): Promise<void> {
  await stage.table({
    title: "Every change of state, and opossum's window then",
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

async function showInFlight(stage: Stage, spells: Spells): Promise<void> {
  if (spells.length === 0) return
  await stage.chart({
    title: 'Requests in flight, counted by the dependency. It is slow from second 1 to 6',
    x: { name: 'time', unit: 's' },
    y: { name: 'in flight', unit: 'requests' },
    series: spells.map(([name, { counts }]) => ({
      name,
      points: everyHalfSecond(counts).map(({ atMs, inFlight }) => [atMs / 1_000, inFlight]),
    })),
  })
}

async function showWaits(stage: Stage, spells: Spells): Promise<void> {
  if (spells.length === 0) return
  await stage.chart({
    title: 'How long a call waits, by the time when it begins',
    x: { name: 'time', unit: 's' },
    y: { name: 'wait', unit: 's' },
    series: spells.map(([name, { calls }]) => ({
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
