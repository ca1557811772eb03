import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { drawSaga } from './draw-saga.ts'
import { nextOf } from './next-of.ts'
import type { Entry, Outcome } from './next-of.ts'
import { orderSaga } from './order-saga.ts'

/** Goes on from an empty log; whatever is not listed is done. */
function asked(answers: Record<string, Outcome>): string[] {
  const log: Entry[] = []
  for (;;) {
    const next = nextOf(orderSaga, log)
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
  it('draws what the README shows', async () => {
    const readme = await readFile(new URL('../../README.md', import.meta.url), 'utf8')
    expect(readme).toContain(`\`\`\`mermaid\n${drawSaga(orderSaga)}\n\`\`\``)
  })
})
