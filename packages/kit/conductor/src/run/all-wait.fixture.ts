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
    await one.query('select 1')
  } finally {
    client.release()
  }
}
const { outcomes } = await conduct({ actors: { alice: nested } }).explore()
console.log(endingText(outcomes[0]!.endings['alice']))
