import { comparedRaces, comparison, concept, showRace } from '@lab/stage'
import { differenceOf } from '@lab/stage/difference-of'
import type { Scene, ShownRace } from '@lab/stage'
import manifest from './package.json' with { type: 'json' }
import {
  advisoryLock,
  atomicUpdate,
  holdsEachSeatOnce,
  lockThenInsert,
  readThenWrite,
  rowLock,
  rowLockNowait,
  sellsEachTicketOnce,
  serializableRetry,
  uniqueConstraint,
  versionCheck,
} from './src/index.ts'
import type { Buy } from './src/index.ts'
import { openDatabase } from './src/open-database.ts'

const two = ['alice', 'bob']
const three = ['alice', 'bob', 'carol']

const open = async () => ({ db: await openDatabase() })

type World = Awaited<ReturnType<typeof open>>

const promise = 'one ticket is sold once'

const heldOnce = 'one seat is held once'

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

/** One scene for each way to sell the last ticket to one of two buyers. */
function sellingScene(
  way: string,
  buy: Buy,
  scene: Omit<ShownRace, 'way' | 'explore'> & {
    title: string
    say: string
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
      await showRace(stage, { twoBuyers }, { ...scene, way, promise })
    },
  }
}

const threeBuyersScene: Scene<World> = {
  id: 'three-buyers',
  title: 'Three buyers',
  async play(stage, { db }) {
    await stage.say('The same ways with three buyers of one ticket. Every order is counted.')
    const judge = (way: string, buy: Buy, claim: 'holds' | 'breaks', text: string) =>
      showRace(
        stage,
        { threeBuyers: { race: sellsEachTicketOnce(db, buy, three) } },
        { way, promise, claim, text },
      )
    const held = 'A third buyer finds no order that two did not have.'
    await judge('read-then-write', readThenWrite, 'breaks', 'In some orders all three have a sale.')
    await judge('row-lock', rowLock, 'holds', held)
    await judge('row-lock-nowait', rowLockNowait, 'holds', held)
    await judge('atomic-update', atomicUpdate, 'holds', held)
  },
}

export const demo = concept<World>(manifest, {
  open,
  ahead: true,
  headline: ['read-then-write', 'row-lock', 'ways-compared'],
  scenes: [
    sellingScene('read-then-write', readThenWrite, {
      title: 'The last ticket is sold twice',
      say: 'One ticket is left. Each buyer reads the number, and when it is not 0 writes the number minus 1 and adds a sale.',
      play: { title: 'The simplest order that sells it twice' },
      claim: 'breaks',
      text: 'Both read 1, both write 0, both have a sale. A transaction alone does not help: nothing makes the second buyer wait before reading.',
    }),
    sellingScene('row-lock', rowLock, {
      title: 'select ... for update',
      say: 'The same code, but the read locks the row.',
      changes: 'read-then-write',
      play: {
        title: 'The second buyer waits, then reads 0',
        schedule: 'alice×2 bob×2 alice×3 bob',
      },
      claim: 'holds',
      text: 'The second buyer waits for the lock and then reads what the first buyer left.',
    }),
    sellingScene('row-lock-nowait', rowLockNowait, {
      title: 'select ... for update nowait',
      say: 'When the row is locked, the read fails at once, and the buyer is told to try again.',
      play: { title: 'The second buyer is told to try again', schedule: 'alice×2 bob×3 alice×3' },
      claim: 'holds',
      text: 'No buyer waits. The price is a third answer, busy (55P03), which the caller must handle.',
    }),
    sellingScene('atomic-update', atomicUpdate, {
      title: 'One conditional update',
      say: 'No read at all: the update itself checks that a ticket is left.',
      play: {
        title: 'The second update waits, checks again, and changes no row',
        schedule: 'alice×2 bob×2 alice×2 bob',
      },
      claim: 'holds',
      text: 'The statement that checks is the statement that writes. It is the shortest way when the rule fits into a where clause.',
    }),
    sellingScene('version-check', versionCheck, {
      title: 'A version column',
      say: 'Read without a lock, and write only if the version is still the one that was read.',
      play: {
        title: 'The second buyer finds another version, and starts again',
        schedule: 'alice×2 bob×2 alice×3 bob×2',
      },
      claim: 'holds',
      text: 'A buyer who read an old version changes no row and starts again. Under contention buyers repeat work instead of waiting.',
    }),
    sellingScene('serializable-retry', serializableRetry, {
      title: 'serializable, with a retry',
      say: 'The naive code unchanged, at isolation level serializable, in a loop that repeats on 40001.',
      play: {
        title: 'The server aborts one of the two, which then starts again',
        schedule: 'alice×2 bob×2 alice×3 bob×3',
      },
      claim: 'holds',
      text: 'PostgreSQL aborts a transaction whose result no serial order explains. Without the loop the second buyer would see an error.',
    }),
    sellingScene('advisory-lock', advisoryLock, {
      title: 'An advisory lock',
      say: 'Lock a number that stands for the ticket. No row is involved.',
      play: {
        title: 'The second buyer waits before reading',
        schedule: 'alice×2 bob×2 alice×4 bob×2',
      },
      claim: 'holds',
      text: 'It holds as long as every seller locks the same number. PostgreSQL does not check that.',
    }),
    {
      id: 'missing-row',
      title: 'for update on no row locks nothing',
      async play(stage, { db }) {
        await stage.say(
          'Two buyers want to hold seat 1. No hold exists yet, so there is no row to lock.',
        )
        await showRace(stage, holdsEachSeatOnce(db, lockThenInsert, two), {
          way: 'lock-then-insert',
          promise: heldOnce,
          claim: 'breaks',
          play: { title: 'Both find no row, neither waits, both insert' },
          text: 'A row lock needs a row. Two transactions that find none both go on.',
        })
        await showRace(
          stage,
          {
            twoBuyers: { race: holdsEachSeatOnce(db, uniqueConstraint, two) },
            threeBuyers: { race: holdsEachSeatOnce(db, uniqueConstraint, three) },
          },
          {
            way: 'unique-constraint',
            promise: heldOnce,
            claim: 'holds',
            play: {
              title: 'The second insert waits for the first, then changes nothing',
              schedule: 'alice×2 bob×2 alice bob',
            },
            text: 'The primary key on the seat lets one insert through, whichever comes first.',
          },
        )
      },
    },
    threeBuyersScene,
    compared,
  ],
})
