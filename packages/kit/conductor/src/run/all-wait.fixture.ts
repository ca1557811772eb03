import { postgres } from '@lab/servers/postgres'
import { conduct } from '../conduct.ts'
import { endingText } from '../ending.ts'
import { watch } from '../watch.ts'

// A program of its own: its only actor waits for itself, and nothing else keeps the process alive.
await using db = await postgres()
const one = watch(db.pool({ max: 1 }))
const nested = async () => {
  const client = await one.connect()
  try {
    await client.query('select 1')
    await one.query('select 2')
  } finally {
    client.release()
  }
}
// Which connection closes first is luck: once in three times nothing was left.
const race = conduct({ actors: { alice: nested } })
const endings = new Set<string>()
for (let time = 0; time < 15; time++) {
  const { outcomes } = await race.explore()
  for (const outcome of outcomes) endings.add(endingText(outcome.endings['alice']))
}
console.log([...endings].join())
