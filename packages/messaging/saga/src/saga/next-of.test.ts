import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { drawSaga } from './draw-saga.ts'
import { nextOf } from './next-of.ts'
import type { Entry, Outcome } from './next-of.ts'
import { orderSaga } from './order-saga.ts'
import type { Step } from './order-saga.ts'

/** A saga of another service. Tickets that are paid for can always be issued. */
const ticketSaga: readonly Step<'hold' | 'release' | 'charge' | 'refund' | 'issue'>[] = [
  { do: 'hold', undo: 'release' },
  { do: 'charge', undo: 'refund' },
  { do: 'issue' },
]

/** Goes on from an empty log; whatever is not listed is done. */
function asked(
  answers: Record<string, Outcome>,
  steps: readonly Step<string>[] = orderSaga,
): string[] {
  const log: Entry[] = []
  for (;;) {
    const next = nextOf(steps, log)
    if ('end' in next) return [...log.map(({ command }) => command), next.end]
    log.push({ command: next.ask, outcome: answers[next.ask] ?? 'done' })
  }
}

describe('nextOf', () => {
  it('asks for one step after the other', () => {
    expect(asked({})).toEqual(['reserve', 'charge', 'ship', 'complete'])
  })

  it('compensates in reverse order what was done before a refusal', () => {
    expect(asked({ reserve: 'refused' })).toEqual(['reserve', 'compensated'])
    expect(asked({ charge: 'refused' })).toEqual(['reserve', 'charge', 'release', 'compensated'])
    expect(asked({ ship: 'refused' })).toEqual([
      'reserve',
      'charge',
      'ship',
      'refund',
      'release',
      'compensated',
    ])
  })

  it('undoes a step that may have happened', () => {
    expect(asked({ charge: 'unknown' })).toEqual([
      'reserve',
      'charge',
      'refund',
      'release',
      'compensated',
    ])
  })

  it('takes nothing back of a step without an undo', () => {
    expect(asked({}, ticketSaga)).toEqual(['hold', 'charge', 'issue', 'complete'])
    for (const outcome of ['refused', 'failed', 'unknown'] as const) {
      expect(asked({ issue: outcome }, ticketSaga)).toEqual([
        'hold',
        'charge',
        'issue',
        'refund',
        'release',
        'compensated',
      ])
    }
  })

  it('tries a compensation three times, waiting longer each time, then parks the order', () => {
    const failed = (command: string): Entry => ({ command, outcome: 'failed' })
    const log: Entry[] = [
      { command: 'reserve', outcome: 'done' },
      { command: 'charge', outcome: 'done' },
      { command: 'ship', outcome: 'refused' },
      failed('refund'),
    ]
    expect(nextOf(orderSaga, log)).toEqual({ ask: 'refund 2', afterMs: 1_000 })
    log.push(failed('refund 2'))
    expect(nextOf(orderSaga, log)).toEqual({ ask: 'refund 3', afterMs: 2_000 })
    log.push(failed('refund 3'))
    expect(nextOf(orderSaga, log)).toEqual({ end: 'parked' })
  })
})

describe('drawSaga', () => {
  it('draws what docs/counts.md shows', async () => {
    const page = await readFile(new URL('../../docs/counts.md', import.meta.url), 'utf8')
    expect(page).toContain(`\`\`\`mermaid\n${drawSaga(orderSaga)}\n\`\`\``)
  })

  it('draws no state for an undo that is missing', () => {
    expect(drawSaga(ticketSaga).split('\n    ')).toEqual([
      'stateDiagram-v2',
      '[*] --> hold',
      'hold --> charge: done',
      'hold --> compensated: refused',
      'hold --> release: failed, unknown',
      'charge --> issue: done',
      'charge --> release: refused',
      'charge --> refund: failed, unknown',
      'release --> compensated: done',
      'release --> release: refused, failed, unknown',
      'issue --> complete: done',
      'issue --> refund: refused, failed, unknown',
      'refund --> release: done',
      'refund --> refund: refused, failed, unknown',
      'release --> parked: refused, failed, unknown',
      'refund --> parked: refused, failed, unknown',
      'compensated --> [*]',
      'complete --> [*]',
      'parked --> [*]',
    ])
  })
})
