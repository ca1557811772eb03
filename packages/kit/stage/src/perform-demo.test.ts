import { describe, expect, it } from 'vitest'
import { concept } from './concept.ts'
import type { Scene, World } from './concept.ts'
import type { StageEvent } from './events.ts'
import { performDemo } from './perform-demo.ts'

const manifest = {
  name: '@lab/two-doors',
  lab: { title: 'Two doors', question: 'Which?', needs: [] },
}
const judged = { way: 'door', text: 'It opens.', numbers: {} }

function demoOf(scenes: Scene<World>[], disposed: string[] = []) {
  const part = (name: string) => ({
    server: { service: 'redis', name: 'Redis', version: '7', source: 'embedded' } as const,
    async [Symbol.asyncDispose]() {
      disposed.push(name)
    },
  })
  return concept<World>(manifest, {
    open: async () => ({ first: part('first'), second: part('second') }),
    scenes,
  })
}

const opens: Scene<World> = {
  id: 'opens',
  title: 'It opens',
  async play(stage) {
    await stage.say('Knock.')
    await stage.verdict({ ...judged, claim: 'holds', observed: 'holds' })
  },
}
const jams: Scene<World> = {
  id: 'jams',
  title: 'It jams',
  play: (stage) => stage.verdict({ ...judged, claim: 'holds', observed: 'breaks' }),
}

describe('performDemo', () => {
  it('cuts what a scene shows, and what it throws', async () => {
    const large = 'x'.repeat(52_428_800)
    const floods: Scene<World> = {
      id: 'floods',
      title: 'It floods',
      async play(stage) {
        await stage.say(large)
        throw new Error(large)
      },
    }
    const seen: StageEvent[] = []
    const view = { show: (event: StageEvent) => void seen.push(event) }
    const shown = performDemo(demoOf([floods]), { views: [view] })
    await expect(shown).rejects.toThrow(/^Cannot play scene "floods": x{50000}\.\.\. \(52,428,800 /)
    expect(seen.at(-1)).toEqual({
      type: 'say',
      text: `${'x'.repeat(10_000)}... (52,428,800 characters)`,
    })
  })

  it('shows each event in every view and says that all is as claimed', async () => {
    const seen: StageEvent[][] = [[], []]
    const views = seen.map((events) => ({ show: (event: StageEvent) => void events.push(event) }))
    const { asClaimed } = await performDemo(demoOf([opens]), { views })
    expect(asClaimed).toBe(true)
    expect(seen[0]!.map((event) => event.type)).toEqual(['demo', 'scene', 'say', 'verdict'])
    expect(seen[0]![0]).toMatchObject({
      id: 'two-doors',
      servers: [{ service: 'redis' }, { service: 'redis' }],
    })
    expect(seen[1]).toEqual(seen[0])
  })

  it('plays ahead in a second world, shows the same, and disposes both worlds', async () => {
    const events: { [ahead: string]: StageEvent[] } = {}
    const disposed: string[] = []
    for (const ahead of [false, true]) {
      const seen: StageEvent[] = (events[String(ahead)] = [])
      const view = { show: (event: StageEvent) => void seen.push(event) }
      const demo = { ...demoOf([opens, jams], ahead ? disposed : []), ahead }
      await performDemo(demo, { views: [view] })
    }
    expect(events['true']).toEqual(events['false'])
    expect(disposed.toSorted()).toEqual(['first', 'first', 'second', 'second'])
  })

  it('disposes both worlds when a scene fails while the next one is under way', async () => {
    const disposed: string[] = []
    const breaks: Scene<World> = { ...opens, play: () => Promise.reject(new Error('no door')) }
    const lasts: Scene<World> = { ...jams, play: () => new Promise(() => {}) }
    const demo = { ...demoOf([breaks, lasts], disposed), ahead: true }
    await expect(performDemo(demo, { views: [] })).rejects.toThrow(
      'Cannot play scene "opens": no door',
    )
    expect(disposed.toSorted()).toEqual(['first', 'first', 'second', 'second'])
  })

  it('says when a verdict is not as claimed', async () => {
    const { asClaimed, verdicts } = await performDemo(demoOf([opens, jams]), { views: [] })
    expect([asClaimed, verdicts.map((verdict) => verdict.scene)]).toEqual([
      false,
      ['opens', 'jams'],
    ])
  })

  it('plays only the scenes asked for', async () => {
    const seen: StageEvent[] = []
    const views = [{ show: (event: StageEvent) => void seen.push(event) }]
    const { verdicts } = await performDemo(demoOf([opens, jams]), { views, scenes: ['jams'] })
    expect(verdicts.map((verdict) => verdict.scene)).toEqual(['jams'])
    expect(seen[0]).toMatchObject({ type: 'demo', part: { scenes: 1, of: 2 } })
    await expect(performDemo(demoOf([opens]), { views: [], scenes: ['opns'] })).rejects.toThrow(
      'Cannot perform demo "two-doors": scene must be one of opens, received "opns"',
    )
  })

  it('disposes the world in reverse, also when a scene throws', async () => {
    const disposed: string[] = []
    const throws: Scene<World> = {
      id: 'throws',
      title: '',
      async play() {
        throw new Error('the door fell off')
      },
    }
    await expect(performDemo(demoOf([throws], disposed), { views: [] })).rejects.toThrow(
      'Cannot play scene "throws": the door fell off',
    )
    expect(disposed).toEqual(['second', 'first'])
  })

  it('refuses a scene that ends without a verdict', async () => {
    const talks: Scene<World> = { id: 'talks', title: '', play: (stage) => stage.say('Hm.') }
    await expect(performDemo(demoOf([talks]), { views: [] })).rejects.toThrow(
      'Cannot play scene "talks": its last event must be a verdict, received "say"',
    )
  })

  it('disposes the world at once when it is stopped while a scene waits', async () => {
    const disposed: string[] = []
    const stopping = new AbortController()
    const waits: Scene<World> = {
      id: 'waits',
      title: '',
      play: () => new Promise(() => stopping.abort(new Error('Enough'))),
    }
    await expect(
      performDemo(demoOf([waits], disposed), { views: [], signal: stopping.signal }),
    ).rejects.toThrow('Enough')
    expect(disposed).toEqual(['second', 'first'])
  })

  it('ends every view, also after an error', async () => {
    const ended: string[] = []
    const view = (name: string) => ({ show() {}, end: () => void ended.push(name) })
    const throws: Scene<World> = {
      id: 'throws',
      title: '',
      play: () => Promise.reject(new Error('no')),
    }
    await expect(
      performDemo(demoOf([throws]), { views: [view('one'), view('two')] }),
    ).rejects.toThrow('no')
    expect(ended).toEqual(['one', 'two'])
  })
})
