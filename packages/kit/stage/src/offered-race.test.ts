import { conduct, turn } from '@lab/conductor'
import type { Race } from '@lab/conductor'
import { describe, expect, it } from 'vitest'
import type { OfferedRace, Scene } from './concept.ts'
import type { StageEvent } from './events.ts'
import { findRace } from './find-race.ts'
import { playScene } from './play-scene.ts'
import { raceMap } from './race-map.ts'
import { showRace } from './show-race.ts'

let counter = 0
const add = async () => {
  await turn('look')
  const seen = counter
  await turn('write')
  counter = seen + 1
}
const fail = async () => {
  await turn('look')
  throw Object.assign(new Error('could not serialize access'), { code: '40001' })
}
const count = (actors: Record<string, () => Promise<void>>): Race =>
  conduct({
    setup: async () => void (counter = 0),
    actors,
    invariant: async () => (counter === 2 ? undefined : `2 added, counter is ${counter}`),
  })
const twoAdd = count({ ann: add, ben: add })

let explored = 0
const scene: Scene<object> = {
  id: 'count',
  title: 'Two count',
  async play(stage) {
    await stage.race({ way: 'look-then-write', name: 'two', race: twoAdd })
    explored++
    const of = await stage.race({ way: 'one-fails', race: count({ ann: add, ben: fail }) })
    await stage.play('Ben fails', await of.race.replay(''), of)
    const verdict = { way: 'one-fails', claim: 'breaks', observed: 'breaks' } as const
    await stage.verdict({ ...verdict, text: '', numbers: {} })
  },
}

async function play(one: Scene<object>): Promise<StageEvent[]> {
  const events: StageEvent[] = []
  const { signal } = new AbortController()
  await playScene(one, {}, { emit: async (event) => void events.push(event), signal })
  return events
}

describe('a race that a scene offers', () => {
  it('is an event, and its timeline names it', async () => {
    const events = await play(scene)
    expect(events.filter(({ type }) => type === 'race' || type === 'timeline')).toEqual([
      {
        type: 'race',
        way: 'look-then-write',
        name: 'two',
        id: 'look-then-write/two',
        actors: ['ann', 'ben'],
      },
      { type: 'race', way: 'one-fails', name: '', id: 'one-fails', actors: ['ann', 'ben'] },
      {
        type: 'timeline',
        title: 'Ben fails',
        schedule: 'ann×2 ben',
        actors: ['ann', 'ben'],
        race: 'one-fails',
      },
    ])
  })

  it('may be offered again, but no other one by its name', async () => {
    const offer = { way: 'look-then-write', race: twoAdd }
    const twice: Scene<object> = {
      ...scene,
      async play(stage, world) {
        expect(await stage.race(offer)).toBe(await stage.race(offer))
        await scene.play(stage, world)
      },
    }
    expect((await play(twice)).filter(({ type }) => type === 'race')).toHaveLength(3)
    const other: Scene<object> = {
      ...scene,
      play: async (stage) => {
        await stage.race(offer)
        await stage.race({ ...offer, race: count({ ann: add }) })
      },
    }
    await expect(play(other)).rejects.toThrow('received "look-then-write" twice')
  })
})

describe('findRace', () => {
  it('plays no further than to the race', async () => {
    explored = 0
    const search = await findRace(scene, {}, ({ id }) => id === 'look-then-write/two')
    expect(search).toMatchObject({ found: { way: 'look-then-write', name: 'two', race: twoAdd } })
    expect(explored).toBe(0)
  })

  it('names what there is instead', async () => {
    const search = await findRace(scene, {}, () => false)
    expect(search).toEqual({ offered: ['look-then-write/two', 'one-fails'] })
  })
})

describe('raceMap', () => {
  it('gives every order its outcome, and each actor its steps', async () => {
    const { found } = (await findRace(scene, {}, ({ way }) => way === 'look-then-write')) as {
      found: Parameters<typeof raceMap>[0]
    }
    expect(await raceMap(found)).toEqual({
      type: 'map',
      race: 'look-then-write/two',
      actors: ['ann', 'ben'],
      steps: { ann: ['look', 'write'], ben: ['look', 'write'] },
      schedules: 6,
      exhaustive: true,
      outcomes: [
        {
          kind: 'holds',
          endings: { ann: 'finished', ben: 'finished' },
          violation: undefined,
          schedules: 2,
          simplest: 'ann×2 ben×2',
          orders: ['ann×2 ben×2', 'ben×2 ann×2'],
        },
        {
          kind: 'breaks',
          endings: { ann: 'finished', ben: 'finished' },
          violation: '2 added, counter is 1',
          schedules: 4,
          simplest: 'ann ben×2 ann',
          orders: ['ann ben×2 ann', 'ann ben ann ben', 'ben ann×2 ben', 'ben ann ben ann'],
        },
      ],
    })
  })

  it('takes what the scene has found, instead of exploring once more', async () => {
    let explorations = 0
    const race: Race = {
      ...twoAdd,
      explore(options) {
        explorations++
        return twoAdd.explore(options)
      },
    }
    const offered: OfferedRace[] = []
    const shown: Scene<object> = {
      id: 'shown',
      title: 'Two count',
      play: async (stage) =>
        void (await showRace(stage, race, { way: 'look-then-write', claim: 'breaks', text: '' })),
    }
    const { signal } = new AbortController()
    const onRace = (one: OfferedRace) => void offered.push(one)
    await playScene(shown, {}, { emit: async () => {}, signal, onRace })
    const { outcomes } = await raceMap(offered[0]!)
    expect([explorations, outcomes.map(({ orders }) => orders?.length)]).toEqual([1, [2, 4]])
  })

  it('says which orders the server ends, and that something is lost beside its error', async () => {
    const kindsOf = async (invariant: () => Promise<string | undefined>) => {
      const race = conduct({ actors: { ann: add, ben: fail }, invariant })
      const map = await raceMap({ way: 'one-fails', name: '', id: 'one-fails', race, explore: {} })
      return map.outcomes.map(({ kind, schedules }) => [kind, schedules])
    }
    const toRetry = [['serialization failure', 3]]
    expect(await kindsOf(async () => undefined)).toEqual(toRetry)
    expect(await kindsOf(async () => 'ben got no answer (failed: 40001)')).toEqual(toRetry)
    expect(await kindsOf(async () => 'two seats are sold')).toEqual([['breaks', 3]])
  })
})
