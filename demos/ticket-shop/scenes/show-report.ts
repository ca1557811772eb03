import type { Stage } from '@lab/stage'
import { percentile } from '../trial/percentile.ts'
import type { Report } from '../trial/run-trial.ts'
import type { Request } from '../trial/record-trial.ts'

type Table = Parameters<Stage['table']>[0]
type Chart = Parameters<Stage['chart']>[0]

const time = { name: 'time', unit: 's', scale: 'linear' } as const

export function phaseTable(report: Report): Table {
  return {
    title: 'Requests to buy, by what they met',
    columns: ['fault', 'seconds', 'orders', 'too many', 'no answer', 'p50 ms', 'p99 ms'],
    rows: report.phases.map(({ title, fromMs, toMs }) => {
      const met = orders(report).filter(({ atMs }) => atMs >= fromMs && atMs < toMs)
      const count = (kind: Kind) => met.filter((request) => kindOf(request) === kind).length
      return [
        title,
        ((toMs - fromMs) / 1000).toFixed(1),
        count('taken'),
        count('too many'),
        count('no answer'),
        Math.round(percentile(timesOf(met), 50)),
        Math.round(percentile(timesOf(met), 99)),
      ]
    }),
  }
}

export function statusChart(report: Report): Chart {
  const kinds: Kind[] = ['taken', 'sold out', 'too many', 'no answer']
  return {
    title: 'Requests to buy in each second, by what was answered',
    x: time,
    y: { name: 'requests', unit: 'a second', scale: 'linear' },
    series: kinds.map((kind) => ({
      name: kind,
      points: bySecond(orders(report), (met) => met.filter((one) => kindOf(one) === kind).length),
    })),
  }
}

export function latencyChart(report: Report): Chart {
  return {
    title: 'How long a buyer waits for the answer',
    x: time,
    y: { name: 'time', unit: 'ms', scale: 'logarithmic' },
    series: [50, 99].map((percent) => ({
      name: `p${percent}`,
      points: bySecond(orders(report), (met) => percentile(timesOf(met), percent)).filter(
        ([, ms]) => ms > 0,
      ),
    })),
  }
}

export function breakerChart({ breaker, phases }: Report): Chart {
  const level = { closed: 0, 'half-open': 0.5, open: 1 }
  const endMs = phases.at(-1)?.toMs ?? 0
  const points: [number, number][] = [[0, 0]]
  for (const { atMs, state } of breaker)
    points.push([atMs / 1000, points.at(-1)![1]], [atMs / 1000, level[state]])
  points.push([endMs / 1000, points.at(-1)![1]])
  return {
    title: 'The circuit breakers of the two orchestrators: 0 closed, 1 open',
    x: time,
    y: { name: 'state', unit: 'of 1', scale: 'linear' },
    series: [{ name: 'last change', points }],
  }
}

export function lagChart({ lag }: Report): Chart {
  return {
    title: 'Messages that wait for a consumer',
    x: time,
    y: { name: 'lag', unit: 'messages', scale: 'linear' },
    series: [{ name: 'lag', points: lag.map(({ atMs, messages }) => [atMs / 1000, messages]) }],
  }
}

export function auditTable({ audit }: Report): Table {
  return {
    title: 'What the audit finds',
    columns: ['promise', 'found', 'put to the test by'],
    rows: audit.promises.map(({ text, broken, testedBy }) => [
      text,
      broken ?? 'holds',
      testedBy.join('; ') || 'nothing here',
    ]),
  }
}

type Kind = 'taken' | 'sold out' | 'too many' | 'no answer'

function kindOf({ status }: Request): Kind {
  if (status === 200 || status === 202) return 'taken'
  if (status === 409) return 'sold out'
  return status === 429 ? 'too many' : 'no answer'
}

function orders({ requests }: Report): Request[] {
  return requests.filter(({ what }) => what === 'order')
}

function bySecond(
  requests: readonly Request[],
  value: (met: readonly Request[]) => number,
): [number, number][] {
  const seconds = Map.groupBy(requests, ({ atMs }) => Math.floor(atMs / 1000))
  const last = Math.max(0, ...seconds.keys())
  return Array.from({ length: last + 1 }, (_, second) => [second, value(seconds.get(second) ?? [])])
}

function timesOf(requests: readonly Request[]): number[] {
  return requests.map(({ ms }) => ms)
}
