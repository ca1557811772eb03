import { judge } from '@lab/stage'
import type { Scene } from '@lab/stage'
import { clearOnReconnect, deleteOnEvent, loseTheConnection } from '../src/index.ts'
import type { World } from '../src/index.ts'

const promise = 'a server that was cut off serves the new price'

const local = [
  {
    way: 'delete-on-event',
    open: deleteOnEvent,
    claim: 'breaks',
    text: 'No connection was there to get the event, and Redis keeps none. Without a TTL this copy stays old until the server restarts.',
  },
  {
    way: 'clear-on-reconnect',
    open: clearOnReconnect,
    claim: 'holds',
    text: 'It does not need the event: it forgets its copies with the connection, and keeps none until it has subscribed again.',
  },
] as const

export const localCopiesScene: Scene<World> = {
  id: 'local-copies',
  title: 'A copy in each server, and an event that one of them misses',
  async play(stage, world) {
    await stage.say(
      'Each server keeps prices in its memory and deletes one when Redis publishes that it has changed. A proxy cuts the connection of one server, the price changes from 100 to 120, and the connection comes back.',
    )
    const rows: (string | number)[][] = []
    const found = []
    for (const { way, open } of local) {
      const lost = await loseTheConnection(world, open)
      found.push(lost)
      rows.push([way, lost.receivers, lost.served, lost.price])
    }
    await stage.table({
      title: 'After it has subscribed again',
      columns: ['way', 'servers that got the event', 'it serves', 'price'],
      rows,
    })
    for (const [index, { way, claim, text }] of local.entries()) {
      const { receivers, served, price } = found[index]!
      const wrong = served === price ? undefined : `the price is ${price}, and it serves ${served}`
      await judge(stage, { way, promise, claim, text }, wrong, { receivers, served, price })
    }
  },
}
