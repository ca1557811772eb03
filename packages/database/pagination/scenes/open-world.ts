import type { Exploration, ExploreOptions, Race } from '@lab/conductor'
import { openAlone, openDatabase } from '../src/index.ts'

export async function openWorld() {
  let alone: ReturnType<typeof openAlone> | undefined
  const races = new Map<string, Race>()
  return {
    db: await openDatabase(),
    /** Starts with the first scene that needs it. */
    following: {
      open: () => (alone ??= openAlone()),
      async [Symbol.asyncDispose]() {
        await (await alone)?.[Symbol.asyncDispose]()
      },
    },
    races: {
      /** The race of that name, which is explored once for all scenes that show it. */
      of(name: string, begin: () => Race): Race {
        const race = races.get(name) ?? exploredOnce(name, begin())
        races.set(name, race)
        return race
      },
      [Symbol.asyncDispose]: async () => races.clear(),
    },
  }
}

export type World = Awaited<ReturnType<typeof openWorld>>

function exploredOnce(name: string, race: Race): Race {
  let found: Promise<Exploration> | undefined
  async function explore(options?: ExploreOptions): Promise<Exploration> {
    const explored = await race.explore(options)
    // A verdict says "in every order".
    if (!explored.exhaustive) throw new Error(`Cannot show ${name}: some orders were not explored`)
    return explored
  }
  return { ...race, explore: (options) => (found ??= explore(options)) }
}
