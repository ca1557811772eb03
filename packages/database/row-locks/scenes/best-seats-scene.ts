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
      claim: 'breaks',
      play: { title: 'Both are given seats 1 and 2' },
      text: 'Both read the same seats as free. Who writes last keeps them, and the other one was told that they are theirs.',
    })
    await showRace(stage, race(limitThenLock), {
      way: 'limit-then-lock',
      claim: 'breaks',
      play: { title: 'The second buyer waits for seats that are gone by then' },
      text: 'The subquery chose seats 1 and 2 before the wait. Afterwards the server checks them again, finds them taken, and nothing chooses others: "sold out", with two free seats.',
    })
    await showRace(stage, race(lockBestSeats), {
      way: 'lock-best-seats',
      claim: 'holds',
      play: {
        title: 'The second buyer waits for seat 1, then gets 3 and 4',
        schedule: 'alice×2 bob×2 alice×2 bob×2',
      },
      text: 'With the limit beside the lock, the server counts what it has locked. Taken seats do not count, so it reads on. Right, but all queue at the best seat.',
    })
    await showRace(stage, race(skipLockedSeats), {
      way: 'skip-locked-seats',
      claim: 'holds',
      play: {
        title: 'The second buyer gets 3 and 4 at once',
        schedule: 'alice×2 bob×4 alice×2',
      },
      text: 'Nobody waits in any order. Who finds only locked seats is told "sold out", also when their holder gives up a moment later.',
    })
  },
}
