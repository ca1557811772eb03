import { findsEveryKey, openShards } from '../src/index.ts'
import type { Joined } from '../src/index.ts'
import { oneCrash } from './one-crash.ts'
import { schemes } from './schemes.ts'
import type { SchemeName } from './schemes.ts'

/** Opens five databases; a server to kill is opened with the first scene that needs one. */
export async function openWorld() {
  const shards = await openShards()
  const known = new Map<SchemeName, Promise<Joined>>()
  return {
    shards: Object.assign(shards, {
      /** Lets the fifth shard join once for each scheme, however many scenes ask for it. */
      join(name: SchemeName): Promise<Joined> {
        const { scheme, moves } = schemes[name]
        const joined = known.get(name) ?? findsEveryKey(shards, scheme, { moves })
        known.set(name, joined)
        return joined
      },
    }),
    killable: oneCrash(),
  }
}

export type World = Awaited<ReturnType<typeof openWorld>>
