import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { conduct, turn } from '@lab/conductor'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { concept } from './concept.ts'
import type { Scene, World } from './concept.ts'
import { playedDemo } from './played-demo.ts'
import { recordDemo } from './record-demo.ts'
import { readRecording, writeRecording } from './recording-file.ts'

/** Each scene has its own: scenes are played ahead, beside each other. */
function countInTwoSteps() {
  let counter = 0
  const add = async () => {
    await turn('look')
    const seen = counter
    await turn('write')
    counter = seen + 1
  }
  return conduct({
    setup: async () => void (counter = 0),
    actors: { ann: add, ben: add },
    invariant: async () => (counter === 2 ? undefined : `counter is ${counter}`),
  })
}

let played = 0
const scene = (id: string): Scene<World> => ({
  id,
  title: 'Two count',
  async play(stage) {
    played++
    stage.progress({ text: 'counting', done: 1, total: 2 })
    await stage.race({ way: 'look-then-write', race: countInTwoSteps() })
    const verdict = { way: 'look-then-write', claim: 'breaks', observed: 'breaks' } as const
    await stage.verdict({ ...verdict, text: '', numbers: {} })
  },
})
const demoOf = (...ids: string[]) =>
  concept(
    { name: '@lab/counter', lab: { title: 'Counter', question: 'How many?', needs: [] } },
    { open: async () => ({}), ahead: true, scenes: ids.map(scene) },
  )
const record = (...ids: string[]) => recordDemo(demoOf(...ids), new AbortController().signal)

describe('recordDemo', () => {
  it('plays each scene once, and keeps its events and the orders of its races', async () => {
    played = 0
    const { scenes, ...rest } = await record('first', 'second')
    expect([played, rest]).toEqual([
      2,
      { id: 'counter', servers: [], headline: ['first', 'second'] },
    ])
    expect(Object.keys(scenes)).toEqual(['first', 'second'])
    const { events, races } = scenes['second']!
    expect(events.map(({ type }) => type)).toEqual(['scene', 'race', 'verdict'])
    const { map, orders, isWhole } = races['look-then-write']!
    expect([map.schedules, isWhole, Object.keys(orders).length]).toEqual([6, true, 6])
    expect(orders['ann×2 ben×2']).not.toHaveProperty('violation')
    expect(orders['ann ben×2 ann']).toMatchObject({ violation: 'counter is 1' })
  })
})

describe('playedDemo', () => {
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'lab-recording-'))
    vi.spyOn(process, 'cwd').mockReturnValue(folder)
    vi.stubEnv('LAB_RECORDED', '1')
    played = 0
  })
  afterEach(() => {
    vi.restoreAllMocks()
    vi.unstubAllEnvs()
    rmSync(folder, { recursive: true })
  })

  it('reads what was recorded, as the demo would show it', async () => {
    const now = await playedDemo(demoOf('first'))
    writeRecording(folder, await record('first'))
    played = 0
    expect(await playedDemo(demoOf('first'))).toEqual(now)
    expect([played, now.asClaimed, now.verdicts.length]).toEqual([0, true, 1])
  })

  it('plays when nothing vouches for the recording', async () => {
    writeRecording(folder, await record('first'))
    vi.stubEnv('LAB_RECORDED', '')
    played = 0
    await playedDemo(demoOf('first'))
    expect(played).toBe(1)
  })

  it('plays when there is no recording, or one that lacks a scene', async () => {
    expect(readRecording(folder)).toBeUndefined()
    await playedDemo(demoOf('first'))
    writeRecording(folder, await record('first'))
    played = 0
    await playedDemo(demoOf('first', 'second'))
    expect(played).toBe(2)
  })
})
