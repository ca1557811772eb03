import { describe, expect, it } from 'vitest'
import type { RaceMap, StageEvent } from './events.ts'
import { recordedHeadline } from './recorded-headline.ts'
import type { RecordedScene, Recording } from './recording.ts'

const verdict = (way: string, numbers: Record<string, number>): StageEvent => ({
  type: 'verdict',
  scene: way,
  way,
  claim: 'breaks',
  observed: 'breaks',
  text: '',
  numbers,
})
const scene = (title: string, ...events: StageEvent[]): RecordedScene => ({
  events: [{ type: 'scene', id: title, title }, ...events],
  races: {},
})
const map: RaceMap = {
  type: 'map',
  race: 'likes',
  actors: ['alice', 'bob'],
  steps: {},
  schedules: 2,
  exhaustive: true,
  outcomes: [
    {
      kind: 'holds',
      endings: {},
      violation: undefined,
      schedules: 1,
      simplest: 'alice bob',
      orders: ['alice bob'],
    },
    {
      kind: 'breaks',
      endings: {},
      violation: 'lost',
      schedules: 1,
      simplest: 'bob alice×2',
      orders: ['bob alice×2'],
    },
  ],
}
const race = { map, moments: [], orders: {}, isWhole: true }
const axis = { name: 'time', unit: 's' }
const chart: StageEvent = { type: 'chart', title: 'In flight', x: axis, y: axis, series: [] }

const recording = (scenes: Recording['scenes']): Recording => ({
  id: 'likes',
  servers: [],
  headline: ['naive', 'fix', 'ways-compared'],
  scenes,
})

describe('recordedHeadline', () => {
  it('has the first verdict of each scene of the headline but the comparison, and all races', () => {
    const naive = { ...scene('Lost', verdict('naive', { orders: 2 })), races: { likes: race } }
    const headline = recordedHeadline(
      recording({
        fix: scene('Kept', verdict('fix', { orders: 3 })),
        naive,
        'ways-compared': scene('Compared', verdict('fix', {})),
        other: scene('Other', verdict('other', {})),
      }),
    )
    expect(headline).toEqual({
      scenes: [
        { title: 'Lost', way: 'naive', observed: 'breaks', numbers: { orders: 2 } },
        { title: 'Kept', way: 'fix', observed: 'breaks', numbers: { orders: 3 } },
      ],
      // Half of all orders break: those that begin with bob.
      picture: { kind: 'map', actors: ['alice', 'bob'], rows: ['20', '424'] },
      races: { fix: [], naive: ['likes'], 'ways-compared': [], other: [] },
    })
  })

  it('has a chart where the first scene has no map', () => {
    const scenes = {
      naive: scene('Lost', verdict('naive', {})),
      fix: { ...scene('Kept', chart, verdict('fix', {})), races: { likes: race } },
    }
    const { picture } = recordedHeadline(recording(scenes))
    expect(picture).toEqual({ kind: 'chart', title: 'In flight', x: axis, y: axis, series: [] })
  })

  it('has no picture of a map that is large', () => {
    const orders = [`alice×30 bob×30`]
    const outcomes = [{ ...map.outcomes[0]!, orders }]
    const large = { ...race, map: { ...map, schedules: 1, outcomes } }
    const naive = { ...scene('Lost', verdict('naive', {})), races: { likes: large } }
    expect(recordedHeadline(recording({ naive })).picture).toBe(undefined)
  })
})
