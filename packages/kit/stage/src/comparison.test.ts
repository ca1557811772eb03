import { conduct, turn } from '@lab/conductor'
import { describe, expect, it } from 'vitest'
import { comparedRaces, comparison } from './comparison.ts'
import type { ComparedWay } from './comparison.ts'
import type { StageEvent } from './events.ts'
import { playScene } from './play-scene.ts'

const sum = { a: 0 }

function addsTwice(add: () => Promise<void>) {
  return conduct({
    setup: async () => void (sum.a = 0),
    actors: { ann: add, bob: add },
    invariant: async () => (sum.a === 2 ? undefined : `the sum is ${sum.a}`),
  })
}

const readThenWrite = addsTwice(async () => {
  await turn('read')
  const { a } = sum
  await turn('write')
  sum.a = a + 1
})
const inOneStep = addsTwice(async () => {
  await turn('add')
  sum.a += 1
})

const races = () =>
  comparedRaces([
    { way: 'read-then-write', race: readThenWrite, claim: 'breaks', price: 'a sum' },
    { way: 'one-step', race: inOneStep, claim: 'holds', price: 'nothing' },
  ])

async function shown(ways: () => Promise<ComparedWay[]>, best = 'one-step') {
  const events: StageEvent[] = []
  const scene = comparison({ promise: 'no sum is lost', best, answer: 'Add in one step.', ways })
  const emit = async (event: StageEvent) => void events.push(event)
  await playScene(scene, {}, { emit, signal: new AbortController().signal })
  return events
}

describe('comparison', () => {
  it('shows every way with its counts and price, and ends with the answer to say', async () => {
    expect(await shown(races)).toEqual([
      { type: 'scene', id: 'ways-compared', title: 'The ways compared' },
      {
        type: 'table',
        title: 'No sum is lost',
        columns: ['way', 'promise', 'orders', 'broken', 'price'],
        rows: [
          ['read-then-write', '✗ breaks', 6, 4, 'a sum'],
          ['one-step', '✓ holds', 2, 0, 'nothing'],
        ],
        outcomes: [{ holds: 2, breaks: 4 }, { holds: 2 }],
      },
      {
        type: 'verdict',
        scene: 'ways-compared',
        way: 'one-step',
        promise: 'no sum is lost',
        claim: 'holds',
        observed: 'holds',
        text: 'Add in one step.',
        numbers: {},
        outcomes: { holds: 2 },
      },
    ])
  })

  it('breaks when any way is not as claimed', async () => {
    const naive = { way: 'naive', claim: 'breaks', counts: {}, price: '' } as const
    const best = {
      way: 'one-step',
      claim: 'holds',
      observed: 'holds',
      counts: {},
      price: '',
    } as const
    const events = await shown(async () => [{ ...naive, observed: 'holds' }, best])
    expect(events.at(-1)).toMatchObject({ claim: 'holds', observed: 'breaks' })
  })

  it('refuses a best way that is not compared', async () => {
    await expect(shown(races, 'row-lock')).rejects.toThrow(
      'best must be one of read-then-write, one-step, received "row-lock"',
    )
  })
})
