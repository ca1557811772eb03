import { conduct, turn } from '@lab/conductor'
import { describe, expect, it } from 'vitest'
import type { Fact } from './facts.ts'
import { judgeAnswer } from './judge-answer.ts'

type Look = () => Promise<string>

const look = async () => {
  await turn('look')
  return 'seen'
}
const answer = { onServers: look, inOneProcess: look }

const judge = (fact: Fact<Look, undefined>) =>
  judgeAnswer('a fact', fact as Fact<unknown, undefined>, answer, undefined, {
    lookWithinMs: 1_000,
    keepsGlobals: () => false,
  })

const race = (seen: Look, complaint?: string) =>
  conduct({
    actors: { alice: () => seen(), bob: () => seen() },
    invariant: () => Promise.resolve(complaint),
  })

describe('judgeAnswer', () => {
  it('counts the orders of several races together', async () => {
    const finding = await judge((seen) => [race(seen), { race: race(seen) }])
    expect(finding).toMatchObject({ holds: true, orders: 4 })
  })

  it('shows the first of several races that breaks', async () => {
    const finding = await judge((seen) => [race(seen), race(seen, 'one'), race(seen, 'other')])
    expect(finding).toMatchObject({
      holds: false,
      reason: 'one',
      orders: { all: 2, broken: 2 },
      timeline: { schedule: 'alice bob', violation: 'one' },
    })
  })

  it('decides by what all orders show, where the fact says so', async () => {
    const finding = await judge((seen) => ({
      race: race(seen, 'broken, but not here'),
      judge: ({ schedules, violations }) => `${violations} of ${schedules}`,
    }))
    expect(finding).toMatchObject({ holds: false, reason: '2 of 2', timeline: undefined })
    const holding = await judge((seen) => ({
      race: race(seen, 'broken, but not here'),
      judge: () => undefined,
    }))
    expect(holding).toMatchObject({ holds: true, orders: 2 })
  })
})
