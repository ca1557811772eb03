import { comparedRaces, comparison, concept, showRace } from '@lab/stage'
import { differenceOf } from '@lab/stage/difference-of'
import type { Scene, ShownRace } from '@lab/stage'
import manifest from './package.json' with { type: 'json' }
import { bestSeatsScene } from './scenes/best-seats-scene.ts'
import {
  advisoryLock,
  atomicIncrement,
  atomicUpdate,
  completesEveryTransfer,
  countsEveryLike,
  givesEachWorkerAJob,
  holdsEachSeatOnce,
  lockFirstJob,
  lockThenInsert,
  locksAsGiven,
  locksInOrder,
  readThenClaim,
  readThenIncrement,
  readThenWrite,
  rowLock,
  rowLockNowait,
  sellsEachTicketOnce,
  serializableRetry,
  skipLocked,
  uniqueConstraint,
  versionCheck,
} from './src/index.ts'
import type { Buy, ClaimJob, Like, Transfer } from './src/index.ts'
import { openDatabase } from './src/open-database.ts'

const two = ['alice', 'bob']
const three = ['alice', 'bob', 'carol']

const open = async () => ({ db: await openDatabase() })

type World = Awaited<ReturnType<typeof open>>

const promise = 'one ticket is sold once'

const compared = comparison<World>({
  promise,
  best: 'row-lock',
  answer:
    'Say: "Reading and writing are two statements, and another buyer reads in between. I lock the row with select for update inside the transaction, so the second buyer waits and then reads 0. If the rule fits into a where clause, one conditional update does it without a read; I check the row count."',
  ways: ({ db }) => {
    const race = (buy: Buy) => sellsEachTicketOnce(db, buy, two)
    return comparedRaces([
      {
        way: 'read-then-write',
        race: race(readThenWrite),
        claim: 'breaks',
        price: 'the ticket is sold twice',
      },
      { way: 'row-lock', race: race(rowLock), claim: 'holds', price: 'the second buyer waits' },
      {
        way: 'row-lock-nowait',
        race: race(rowLockNowait),
        claim: 'holds',
        price: 'the second buyer tries again',
      },
      {
        way: 'atomic-update',
        race: race(atomicUpdate),
        claim: 'holds',
        price: 'the rule must fit into where',
      },
      {
        way: 'version-check',
        race: race(versionCheck),
        claim: 'holds',
        price: 'work is done again',
      },
      {
        way: 'serializable-retry',
        race: race(serializableRetry),
        claim: 'holds',
        price: 'a loop that runs it again',
      },
      {
        way: 'advisory-lock',
        race: race(advisoryLock),
        claim: 'holds',
        price: 'all must lock the same number',
      },
    ])
  },
})

const wayFile = (way: string) => new URL(`src/last-ticket/${way}.ts`, import.meta.url)

/** One scene for each way to sell the last ticket, judged with two buyers or with two and three. */
function sellingScene(
  way: string,
  buy: Buy,
  scene: Omit<ShownRace, 'way' | 'explore'> & {
    title: string
    say: string
    three: boolean
    /** Shows what the way changes in the code of this one. */
    changes?: string
  },
): Scene<World> {
  return {
    id: way,
    title: scene.title,
    async play(stage, { db }) {
      await stage.say(scene.say)
      if (scene.changes !== undefined) {
        const part = {
          title: `What ${way} changes in ${scene.changes}`,
          from: 'return inTransaction',
        }
        await stage.listing(await differenceOf(wayFile(scene.changes), wayFile(way), part))
      }
      const twoBuyers = { race: sellsEachTicketOnce(db, buy, two) }
      const threeBuyers = { race: sellsEachTicketOnce(db, buy, three) }
      await showRace(stage, scene.three ? { twoBuyers, threeBuyers } : { twoBuyers }, {
        ...scene,
        way,
        promise,
      })
    },
  }
}

export const demo = concept<World>(manifest, {
  open,
  ahead: true,
  headline: ['read-then-write', 'row-lock', 'ways-compared'],
  scenes: [
    sellingScene('read-then-write', readThenWrite, {
      three: true,
      title: 'The last ticket is sold twice',
      say: 'One ticket is left. Each buyer reads the number, and when it is not 0 writes the number minus 1 and adds a sale.',
      play: { title: 'The simplest order that sells it twice' },
      claim: 'breaks',
      text: 'Both read 1, both write 0, both have a sale. A transaction alone does not help: nothing makes the second buyer wait before reading.',
    }),
    sellingScene('row-lock', rowLock, {
      three: true,
      title: 'select ... for update',
      say: 'The same code, but the read locks the row.',
      changes: 'read-then-write',
      play: {
        title: 'The second buyer waits, then reads 0',
        schedule: 'alice×2 bob×2 alice×3 bob',
      },
      claim: 'holds',
      text: 'Whoever comes second waits for the lock, and then reads what the first one left.',
    }),
    sellingScene('row-lock-nowait', rowLockNowait, {
      three: true,
      title: 'select ... for update nowait',
      say: 'Do not wait: when the row is locked, fail at once and tell the buyer to try again.',
      play: { title: 'The second buyer is told to try again', schedule: 'alice×2 bob×3 alice×3' },
      claim: 'holds',
      text: 'Nobody waits. The price is a third answer, busy (55P03), that the caller has to handle.',
    }),
    sellingScene('atomic-update', atomicUpdate, {
      three: true,
      title: 'One conditional update',
      say: 'No read at all: the update itself checks that a ticket is left.',
      play: {
        title: 'The second update waits, checks again, and changes no row',
        schedule: 'alice×2 bob×2 alice×2 bob',
      },
      claim: 'holds',
      text: 'The statement that decides is the statement that writes. It is the shortest way, when the rule fits into a where clause.',
    }),
    sellingScene('version-check', versionCheck, {
      three: false,
      title: 'A version column',
      say: 'Read without a lock, and write only if the version is still the one that was read.',
      play: {
        title: 'The second buyer finds another version, and starts again',
        schedule: 'alice×2 bob×2 alice×3 bob×2',
      },
      claim: 'holds',
      text: 'Nobody overwrites what they have not seen. Under contention the work is done again instead of waited for.',
    }),
    sellingScene('serializable-retry', serializableRetry, {
      three: false,
      title: 'serializable, with a retry',
      say: 'The naive code unchanged, at isolation level serializable, in a loop that repeats on 40001.',
      play: {
        title: 'The server aborts one of the two, which then starts again',
        schedule: 'alice×2 bob×2 alice×3 bob×3',
      },
      claim: 'holds',
      text: 'The server refuses what no serial order explains. Without the loop the second buyer would see an error.',
    }),
    sellingScene('advisory-lock', advisoryLock, {
      three: false,
      title: 'An advisory lock',
      say: 'Lock a number that stands for the ticket. No row is involved.',
      play: {
        title: 'The second buyer waits before reading',
        schedule: 'alice×2 bob×2 alice×4 bob×2',
      },
      claim: 'holds',
      text: 'It holds as long as every seller asks for the same number. The server does not check that.',
    }),
    {
      id: 'missing-row',
      title: 'for update on no row locks nothing',
      async play(stage, { db }) {
        await stage.say('Hold seat 1. Nobody has held it yet, so there is no row to lock.')
        await showRace(stage, holdsEachSeatOnce(db, lockThenInsert, two), {
          way: 'lock-then-insert',
          claim: 'breaks',
          play: { title: 'Both find nothing, nobody waits, both insert' },
          text: 'A lock needs a row. Two transactions that find none both go on.',
        })
        await showRace(
          stage,
          {
            twoBuyers: { race: holdsEachSeatOnce(db, uniqueConstraint, two) },
            threeBuyers: { race: holdsEachSeatOnce(db, uniqueConstraint, three) },
          },
          {
            way: 'unique-constraint',
            claim: 'holds',
            play: {
              title: 'The second insert waits for the first, then changes nothing',
              schedule: 'alice×2 bob×2 alice bob',
            },
            text: 'The primary key on the seat decides, whoever inserts.',
          },
        )
      },
    },
    {
      id: 'work-queue',
      title: 'Two workers, two jobs',
      async play(stage, { db }) {
        const race = (claim: ClaimJob) => givesEachWorkerAJob(db, claim, two)
        await stage.say('Each worker takes the first free job of a table.')
        await showRace(stage, race(readThenClaim), {
          way: 'read-then-claim',
          claim: 'breaks',
          play: { title: 'Both take job 1' },
          text: 'Both read the same job as free. One job is done twice, the other not at all.',
        })
        await showRace(stage, race(lockFirstJob), {
          way: 'lock-first-job',
          claim: 'holds',
          play: {
            title: 'The second worker waits for job 1, then takes job 2',
            schedule: 'alice×2 bob×2 alice×2 bob×2',
          },
          text: 'After the wait the server checks the row again, finds it taken, and goes on to the next. Right, but the workers take turns.',
        })
        await showRace(stage, race(skipLocked), {
          way: 'skip-locked',
          claim: 'holds',
          play: {
            title: 'The second worker takes job 2 at once',
            schedule: 'alice×2 bob×4 alice×2',
          },
          text: "Nobody waits in any order. What is locked is somebody else's work.",
        })
      },
    },
    bestSeatsScene,
    {
      id: 'transfers',
      title: 'Two transfers in opposite directions',
      async play(stage, { db }) {
        const race = (transfer: Transfer) => completesEveryTransfer(db, transfer)
        await stage.say('alice moves 10 from account 1 to 2, bob moves 10 from 2 to 1.')
        await showRace(stage, race(locksAsGiven), {
          way: 'locks-as-given',
          claim: 'breaks',
          play: { title: 'Each holds what the other one waits for' },
          text: 'The server finds the cycle and ends it: one transfer fails with 40P01. No money is lost, but a transfer is.',
        })
        await showRace(stage, race(locksInOrder), {
          way: 'locks-in-order',
          claim: 'holds',
          play: {
            title: 'Both start with account 1, so one simply waits',
            schedule: 'alice×2 bob×2 alice×3 bob×3',
          },
          text: 'When everybody locks in the same order there is no cycle.',
        })
      },
    },
    {
      id: 'likes',
      title: 'A counter loses likes',
      async play(stage, { db }) {
        const race = (like: Like) => countsEveryLike(db, like, two)
        await stage.say('Each like reads the counter and writes the number plus 1.')
        await showRace(stage, race(readThenIncrement), {
          way: 'read-then-increment',
          claim: 'breaks',
          play: { title: 'Two likes, counted once', schedule: 'alice×3 bob×6 alice×3' },
          text: 'The second write overwrites the first: a lost update.',
        })
        await showRace(stage, race(atomicIncrement), {
          way: 'atomic-increment',
          claim: 'holds',
          play: {
            title: 'The second update waits for the first, then adds to its sum',
            schedule: 'alice×2 bob×2 alice bob',
          },
          text: 'likes = likes + 1 is computed by the server, on the row as it is after the wait.',
        })
      },
    },
    compared,
  ],
})
