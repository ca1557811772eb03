import type { OutcomeCounts, StageEvent, Verdict } from '@lab/stage'
import type { Level } from './lab.ts'

type Table = Extract<StageEvent, { type: 'table' }>

/** What a verdict says at another isolation level, where nothing is claimed: only what this run found. */
export interface VerdictAtLevel {
  kind: Verdict['observed']
  heading: string
  /** Undefined of what is no race. */
  text: string | undefined
}

export function verdictAtLevel(
  { observed, promise, outcomes }: Pick<Verdict, 'observed' | 'promise' | 'outcomes'>,
  level: Level,
): VerdictAtLevel {
  const kind = outcomes === undefined ? observed : foundKind(outcomes)
  const about = promise === undefined ? '' : `: ${promise}`
  return {
    kind,
    heading: `${kindTexts[kind]} at ${level}${about}`,
    text: outcomes && foundText(outcomes),
  }
}

/** A table of ways, as this run found them: what each is said to cost is said of the server's own level. */
export function tableAtLevel(table: Table, level: Level): Table {
  const { outcomes, rows } = table
  if (outcomes === undefined) return table
  return {
    ...table,
    columns: ['way', `promise at ${level}`, 'orders', 'broken', 'to run again'],
    rows: rows.map(([way = ''], index) => {
      const found = outcomes[index]
      if (!found) return [way, '', '', '', '']
      return [way, kindTexts[foundKind(found)], sum(found), found.breaks ?? 0, toRunAgain(found)]
    }),
  }
}

const kindTexts = { holds: '✓ holds', breaks: '✗ breaks' }

function foundKind({ breaks = 0 }: OutcomeCounts): Verdict['observed'] {
  return breaks > 0 ? 'breaks' : 'holds'
}

function foundText(outcomes: OutcomeCounts): string {
  const { breaks = 0, 'serialization failure': failed = 0, deadlock = 0 } = outcomes
  const orders = `${number(sum(outcomes))} orders`
  const lost =
    breaks === 0 ? `None of ${orders} breaks it.` : `${number(breaks)} of ${orders} break it.`
  const errors = [
    ...(failed > 0 ? [`in ${number(failed)} a transaction fails with 40001`] : []),
    ...(deadlock > 0 ? [`in ${number(deadlock)} a transaction fails with 40P01`] : []),
  ]
  if (errors.length === 0) return lost
  const [first = '', ...others] = errors
  return `${lost} ${[first.replace('in', 'In'), ...others].join(', ')} and must be run again.`
}

function toRunAgain({ 'serialization failure': failed = 0, deadlock = 0 }: OutcomeCounts): number {
  return failed + deadlock
}

function sum(outcomes: OutcomeCounts): number {
  return Object.values(outcomes).reduce((total, count) => total + count, 0)
}

function number(value: number): string {
  return value.toLocaleString('en')
}
