import { conduct } from '@lab/conductor'
import type { Race } from '@lab/conductor'
import type { World } from '../open-replicas.ts'
import type { LikeStore, Replica } from './like-store.ts'

/** What a user does at a replica. */
export type Write = readonly ['like' | 'unlike', user: string]

export interface Writes {
  east: Write
  west: Write
  /** How many users like the post afterwards. */
  likes: number
}

// Carol has liked the post before, and both replicas know it.
export const differentUsers: Writes = { east: ['like', 'bob'], west: ['unlike', 'carol'], likes: 1 }
export const sameUser: Writes = { east: ['like', 'bob'], west: ['like', 'bob'], likes: 2 }
export const unlikeAndLike: Writes = {
  east: ['unlike', 'carol'],
  west: ['like', 'carol'],
  likes: 1,
}

/**
 * The contract: east has taken a write, and a merge brings it to the west at any moment of a write
 * there. After merges in both directions, one of them twice, the replicas are equal and count both.
 */
export function countsEveryWrite(world: World, way: LikeStore, writes: Writes): Race {
  let time = 0
  const replica = (name: 'east' | 'west', pool: 'pool' | 'plain'): Replica => ({
    name,
    pool: world[name][pool],
    now: () => ++time,
  })
  const [east, west] = [replica('east', 'plain'), replica('west', 'plain')]
  const watched = { east: replica('east', 'pool'), west: replica('west', 'pool') }
  const write = (at: Replica) => {
    const [kind, user] = writes[at.name]
    return way[kind](at, user)
  }
  return conduct({
    async setup() {
      time = 0
      await Promise.all([east, west].map(begin))
      await way.like(east, 'carol')
      await way.merge(east, west)
      await write(east)
    },
    actors: {
      west: () => write(watched.west),
      merge: () => way.merge(watched.east, watched.west),
    },
    async invariant() {
      await way.merge(west, east)
      for (const _ of ['once', 'twice']) await way.merge(east, west)
      const [atEast, atWest] = [await way.count(east), await way.count(west)]
      if (atEast !== atWest) return `east counts ${atEast}, and west ${atWest}`
      const { likes } = writes
      return atEast === likes ? undefined : `both count ${atEast}, right is ${likes}`
    },
  })
}

async function begin({ pool }: Replica): Promise<void> {
  await pool.query(`delete from numbers; delete from likers; delete from counters; delete from tags;
    insert into numbers (id, likes, written_at) values (1, 0, 0);
    insert into counters (replica, likes, unlikes) values ('east', 0, 0), ('west', 0, 0)`)
}
