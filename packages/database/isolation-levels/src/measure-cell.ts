import { answerOf } from '@lab/conductor'
import type { ExploreOptions } from '@lab/conductor'
import type { Anomaly } from './anomaly.ts'
import type { Level } from './levels.ts'
import type { Database } from './open-database.ts'
import { raceAt } from './race-at.ts'

/** What the orders of one anomaly at one level showed. */
export interface Cell {
  anomaly: string
  level: Level
  orders: number
  /** In how many of them the anomaly happens. */
  happens: number
  /** In how many of them a transaction waits for another. */
  waits: number
  /** In how many of them the server ends a transaction, by SQLSTATE. */
  aborts: Record<string, number>
  /** In how many of them it ends one, whatever the reason. */
  aborted: number
  /** Whether a transaction reports what it read. */
  reads: boolean
  /** The simplest order that shows the anomaly. */
  simplest: string | undefined
  /** Whether these are all orders; else those with at most `preemptions` of them. */
  exhaustive: boolean
  preemptions: number | undefined
  runs: number
}

/** Runs every order of an anomaly's steps at one level. */
export async function measureCell(
  anomaly: Anomaly,
  level: Level,
  db: Database,
  options: ExploreOptions = anomaly.bounds?.[level] ?? {},
): Promise<Cell> {
  const found = await raceAt(anomaly, level, db).explore(options)
  const aborts: Record<string, number> = {}
  let aborted = 0
  for (const { endings, schedules } of found.outcomes) {
    const codes = Object.values(endings).flatMap((ending) =>
      ending.kind === 'failed' ? [ending.code] : [],
    )
    if (codes.length > 0) aborted += schedules
    for (const code of new Set(codes)) aborts[code] = (aborts[code] ?? 0) + schedules
  }
  return {
    anomaly: anomaly.id,
    level,
    orders: found.schedules,
    happens: found.violations,
    waits: found.waits,
    aborts,
    aborted,
    reads: found.outcomes.some(({ endings }) =>
      Object.values(endings).some((ending) => answerOf(ending) !== undefined),
    ),
    simplest: found.shortest?.schedule,
    exhaustive: found.exhaustive,
    preemptions: found.bound.preemptions,
    runs: found.runs,
  }
}
