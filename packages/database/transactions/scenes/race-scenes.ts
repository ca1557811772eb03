import { showRace } from '@lab/stage'
import type { Claim, Scene } from '@lab/stage'
import {
  catchAndGoOn,
  checkConstraint,
  checkInApplication,
  conditionInWhere,
  leavesNothingOfAFailure,
  overdrawsNoAccount,
  releaseAlone,
  reportsWhatIsThere,
  rollBackThenRelease,
  savepoint,
} from '../src/index.ts'
import type { Database } from '../src/index.ts'
import type { World } from './open-world.ts'

type Race = ReturnType<typeof reportsWhatIsThere>

/** A scene that explores one race and plays one of its orders. */
export function raceScene(scene: {
  id: string
  title: string
  say: string
  promise: string
  claim: Claim
  race: (db: Database) => Race
  play: { title: string; schedule?: string }
  text: string
}): Scene<World> {
  const { id, title, say, race, ...shown } = scene
  return {
    id,
    title,
    async play(stage, { races }) {
      await stage.say(say)
      await showRace(stage, race(await races.open()), { way: id, ...shown })
    },
  }
}

const reported = 'what was reported as paid is there'
const nothingLeft = 'a transfer that fails leaves nothing'
const notOverdrawn = 'no account falls below 0'

export const raceScenes: Scene<World>[] = [
  raceScene({
    id: 'catch-and-go-on',
    title: 'An error, caught inside the transaction',
    say: 'Three payments of 5 in one transaction. Account 2 holds less, and check (balance >= 0) refuses that payment. The code catches the error and goes on.',
    promise: reported,
    claim: 'breaks',
    race: (db) => reportsWhatIsThere(db, catchAndGoOn),
    play: { title: 'commit is answered with ROLLBACK, without an error', schedule: 'clerk×5' },
    text: 'After an error PostgreSQL takes no statement of this transaction any more (25P02). commit ends it, and the answer is ROLLBACK. No exception reports that to the code.',
  }),
  raceScene({
    id: 'savepoint',
    title: 'A savepoint keeps what came before it',
    say: 'The same payments, each behind a savepoint.',
    promise: reported,
    claim: 'holds',
    race: (db) => reportsWhatIsThere(db, savepoint),
    play: { title: 'The second payment is rolled back alone' },
    text: 'An error is rolled back to the savepoint, and the transaction goes on from there.',
  }),
  raceScene({
    id: 'condition-in-where',
    title: 'No error at all',
    say: 'The payment asks for the balance itself: where id = $1 and balance >= 5.',
    promise: reported,
    claim: 'holds',
    race: (db) => reportsWhatIsThere(db, conditionInWhere),
    play: { title: 'A row count of 0 is the refusal' },
    text: 'What is expected needs no error: the row count says whether it was paid.',
  }),
  raceScene({
    id: 'release-alone',
    title: 'The next user of the pool commits it',
    say: 'A pool of one connection. Alice moves 10 to an account that is missing: her code throws between the updates, and its finally gives the client back without a rollback. Bob moves 5 between two other accounts.',
    promise: nothingLeft,
    claim: 'breaks',
    race: (db) => leavesNothingOfAFailure(db, releaseAlone),
    play: { title: 'Bob begins inside the transaction of Alice, and commits her half' },
    text: "A pool does not end transactions. The server answers Bob's begin with a warning only, and his commit keeps everything since Alice's begin.",
  }),
  raceScene({
    id: 'roll-back-then-release',
    title: 'Roll back, then give it back',
    say: 'The same, with a catch that rolls back first.',
    promise: nothingLeft,
    claim: 'holds',
    race: (db) => leavesNothingOfAFailure(db, rollBackThenRelease),
    play: { title: 'Bob begins after the rollback', schedule: 'alice×5 bob×5' },
    text: 'The connection is outside of a transaction before another user has it.',
  }),
  raceScene({
    id: 'check-in-application',
    title: 'Atomic is not isolated, and not consistent',
    say: 'Two withdrawals of 80 from an account of 100. Each reads the balance, compares and takes, in one transaction.',
    promise: notOverdrawn,
    claim: 'breaks',
    race: (db) => overdrawsNoAccount(db, checkInApplication),
    play: { title: 'Both have read 100' },
    text: 'Each transaction is whole. The rule is only in the application, and each request found it kept when it looked.',
  }),
  raceScene({
    id: 'check-constraint',
    title: 'A constraint refuses what the application missed',
    say: 'The same code on a table with check (balance >= 0).',
    promise: notOverdrawn,
    claim: 'holds',
    race: (db) => overdrawsNoAccount(db, checkConstraint),
    play: {
      title: 'The second withdrawal waits, and is refused',
      schedule: 'alice×2 bob×3 alice bob alice',
    },
    text: 'The server checks each write against the row as it is then. This is the C of ACID: rules that the application names, and constraints that hold them.',
  }),
]
