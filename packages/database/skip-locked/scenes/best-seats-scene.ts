import { showRace } from '@lab/stage'
import type { Scene } from '@lab/stage'
import {
  givesEachOrderItsSeats,
  limitThenLock,
  lockBestSeats,
  readThenHold,
  skipLockedSeats,
} from '../src/index.ts'
import type { HoldSeats } from '../src/index.ts'
import type { Database } from '../src/open-database.ts'

const promise = 'each buyer who asks for two seats gets two'

export const bestSeatsScene: Scene<{ db: Database }> = {
  id: 'best-seats',
  title: 'The best two of four seats',
  async play(stage, { db }) {
    const race = (hold: HoldSeats) => givesEachOrderItsSeats(db, hold, ['alice', 'bob'])
    await stage.say(
      'Four seats are free. Each buyer asks for the best two, those with the lowest ids.',
    )
    await showRace(stage, race(readThenHold), {
      way: 'read-then-hold',
      promise,
      claim: 'breaks',
      play: { title: 'Both are given seats 1 and 2' },
      text: 'Both read the same seats as free. The buyer who writes last keeps them; the other buyer was told that the seats are theirs.',
    })
    await showRace(stage, race(limitThenLock), {
      way: 'limit-then-lock',
      promise,
      claim: 'breaks',
      play: { title: 'The second buyer waits for seats that are gone by then' },
      text: 'The subquery chose seats 1 and 2 before the wait. After the wait PostgreSQL checks these two again and finds them taken, but the subquery does not run again: "sold out", with two free seats.',
    })
    await showRace(stage, race(lockBestSeats), {
      way: 'lock-best-seats',
      promise,
      claim: 'holds',
      play: {
        title: 'The second buyer waits for seat 1, then gets 3 and 4',
        schedule: 'alice×2 bob×2 alice×2 bob×2',
      },
      text: 'With the limit beside the lock, PostgreSQL counts the rows that it has locked. Taken seats do not count, so it reads on. It is correct, but all buyers queue at the best seat.',
    })
    await showRace(stage, race(skipLockedSeats), {
      way: 'skip-locked-seats',
      promise,
      claim: 'holds',
      play: {
        title: 'The second buyer gets 3 and 4 at once',
        schedule: 'alice×2 bob×4 alice×2',
      },
      text: 'No buyer waits in any order. A buyer who finds only locked seats is told "sold out", even when the holder rolls back a moment later.',
    })
  },
}
