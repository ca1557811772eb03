import { conduct, crashable, turn } from '@lab/conductor'
import { describe, expect, it } from 'vitest'
import { onServers } from './on-servers.ts'

/** A module that remembers its calls, and says how many there were. */
function loading() {
  let loads = 0
  const load = () => {
    loads++
    let calls = 0
    return Promise.resolve(async () => {
      const call = ++calls
      await turn('look')
      return call
    })
  }
  return { load, loads: () => loads }
}

const open = async (load: Parameters<typeof onServers>[0]) =>
  (await onServers(load)) as () => Promise<unknown>

describe('onServers', () => {
  it('gives each call a module of its own, outside of a race', async () => {
    const answer = await open(loading().load)
    expect([await answer(), await answer(), await answer()]).toEqual([1, 1, 1])
  })

  it('gives each actor a module of its own, for all its calls of a run', async () => {
    const answer = await open(loading().load)
    const twice = async () => {
      await turn('begin')
      return [await answer(), await answer()]
    }
    const race = conduct({ actors: { alice: twice, bob: twice } })
    const { moments } = await race.replay('alice×3 bob×3')
    expect(moments.flatMap((each) => (each.type === 'finished' ? [each.value] : []))).toEqual([
      [1, 2],
      [1, 2],
    ])
  })

  it('never uses the module of an actor that has died, however many die', async () => {
    const { load, loads } = loading()
    const answer = await open(load)
    const worker = crashable(() => answer(), { restart: () => answer() })
    const race = conduct({ actors: { worker } })
    for (let deaths = 1; deaths <= 6; deaths++) {
      const { moments } = await race.replay('crash(worker)')
      expect(moments.at(-1)).toMatchObject({ type: 'finished', actor: 'worker-restarted' })
    }
    // Six have died, and of the four that were there at first none is left.
    expect(loads()).toBeGreaterThan(6)
  })

  it('uses the modules of actors that have come to their ends in the next run', async () => {
    const { load, loads } = loading()
    const answer = await open(load)
    const race = conduct({ actors: { alice: () => answer(), bob: () => answer() } })
    const { runs } = await race.explore()
    expect([runs, loads()]).toEqual([expect.any(Number), 4])
  })
})
