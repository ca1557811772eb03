import { nextOf } from './next-of.ts'
import type { Entry, Next, Outcome } from './next-of.ts'
import type { Step } from './order-saga.ts'

const outcomes: readonly Outcome[] = ['done', 'refused', 'failed', 'unknown']

/**
 * Draws every state that `nextOf` can reach, as a Mermaid diagram: gives each outcome to each
 * command. All tries of a compensation are one state.
 */
export function drawSaga(steps: readonly Step<string>[]): string {
  const arrows = new Map<string, Set<Outcome>>()
  const ends = new Set<string>()
  const logs: Entry[][] = [[]]
  for (const log of logs) {
    const next = nextOf(steps, log)
    if ('end' in next) {
      ends.add(next.end)
      continue
    }
    for (const outcome of outcomes) {
      const longer = [...log, { command: next.ask, outcome }]
      const arrow = `${stateOf(next)} --> ${stateOf(nextOf(steps, longer))}`
      arrows.set(arrow, (arrows.get(arrow) ?? new Set()).add(outcome))
      logs.push(longer)
    }
  }
  return [
    'stateDiagram-v2',
    `[*] --> ${stateOf(nextOf(steps, []))}`,
    ...[...arrows].map(([arrow, labels]) => `${arrow}: ${[...labels].join(', ')}`),
    ...[...ends].map((end) => `${end} --> [*]`),
  ].join('\n    ')
}

function stateOf(next: Next): string {
  return 'end' in next ? next.end : next.ask.split(' ')[0]!
}
