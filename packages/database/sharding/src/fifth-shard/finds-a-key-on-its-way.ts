import { conduct, watch } from '@lab/conductor'
import type { Race } from '@lab/conductor'
import type { Shards } from '../open-shards.ts'
import type { Move } from './move-keys.ts'
import type { Read } from './old-then-new.ts'

const key = 'customer-7'

/** One way to move a row while it is read and written. */
export interface OnItsWay {
  move: Move
  read: Read
}

/**
 * The contract while a row moves: a reader finds it, a write is kept, and the row ends on the new
 * shard alone. Every writer asks the old shard first.
 */
export function findsAKeyOnItsWay(shards: Shards, { move, read }: OnItsWay) {
  const [from, to] = [shards.pools.get('shard-1')!, shards.pools.get('shard-5')!]
  const [watchedFrom, watchedTo] = [watch(from), watch(to)]
  const setup = async () => {
    await Promise.all([from, to].map((shard) => shard.query('delete from customers')))
    await from.query('insert into customers values ($1, $2)', [key, 'Ada'])
  }
  const mover = () => move(watchedFrom, watchedTo, [key])
  const end = async (name: string) => {
    const [left, arrived] = await Promise.all(
      [from, to].map(async (shard) => (await shard.query('select name from customers')).rows),
    )
    if (left!.length > 0) return 'the row is still on the old shard'
    return arrived![0]?.name === name ? undefined : `${name} became ${arrived![0]?.name}`
  }
  const reading: Race = conduct({
    setup,
    actors: { mover, reader: () => read(watchedFrom, watchedTo, key) },
    invariant: async ({ reader }) =>
      reader?.kind === 'finished' && reader.value === 'Ada'
        ? end('Ada')
        : 'the reader finds no customer',
  })
  const writing: Race = conduct({
    setup,
    actors: {
      mover,
      writer: async () => {
        const rename = 'update customers set name = $2 where id = $1'
        const { rowCount } = await watchedFrom.query(rename, [key, 'Grace'])
        if (rowCount === 0) await watchedTo.query(rename, [key, 'Grace'])
      },
    },
    invariant: () => end('Grace'),
  })
  return { reading, writing }
}
