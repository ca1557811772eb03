import { comparedRaces, comparison, concept, showRace } from '@lab/stage'
import { differenceOf } from '@lab/stage/difference-of'
import manifest from './package.json' with { type: 'json' }
import {
  addsEveryLine,
  completesEveryTransfer,
  insertThenLock,
  insertThenUpdate,
  lockThenInsert,
  locksAsGiven,
  locksInOrder,
  retryDeadlock,
} from './src/index.ts'
import type { AddLine, Transfer } from './src/index.ts'
import { openDatabase } from './src/open-database.ts'

const open = async () => ({ db: await openDatabase() })

type World = Awaited<ReturnType<typeof open>>

const promise = 'both transfers complete'
const linesPromise = 'both orders get their line'
const file = (way: string) => new URL(`src/${way}.ts`, import.meta.url)

export const demo = concept<World>(manifest, {
  open,
  ahead: true,
  headline: ['locks-as-given', 'locks-in-order', 'ways-compared'],
  scenes: [
    {
      id: 'locks-as-given',
      title: 'Two transfers in opposite directions',
      async play(stage, { db }) {
        await stage.say(
          'Alice moves 10 from account 1 to account 2, Bob moves 10 from 2 to 1. Each updates the account that it takes from, then the other one.',
        )
        await showRace(stage, completesEveryTransfer(db, locksAsGiven), {
          way: 'locks-as-given',
          promise,
          claim: 'breaks',
          play: { title: 'Each holds the account that the other one waits for' },
          text: 'PostgreSQL finds the cycle of waits and aborts one transaction with 40P01. No money is lost, but that transfer is.',
        })
      },
    },
    {
      id: 'locks-in-order',
      title: 'Lock the lower account first',
      async play(stage, { db }) {
        await stage.say('Both transfers lock both accounts before they write, the lower id first.')
        const part = { title: 'What locks-in-order changes', from: 'return inTransaction' }
        await stage.listing(
          await differenceOf(
            file('transfers/locks-as-given'),
            file('transfers/locks-in-order'),
            part,
          ),
        )
        await showRace(stage, completesEveryTransfer(db, locksInOrder), {
          way: 'locks-in-order',
          promise,
          claim: 'holds',
          play: {
            title: 'Both start with account 1, so the second one waits and holds nothing',
            schedule: 'alice×2 bob×2 alice×3 bob×3',
          },
          text: 'A transaction that waits holds only accounts that come before the one it waits for, so no cycle can form.',
        })
      },
    },
    {
      id: 'retry-deadlock',
      title: 'Run the victim again',
      async play(stage, { db }) {
        await stage.say('The naive transfer, in a loop that repeats on 40P01.')
        await showRace(stage, completesEveryTransfer(db, retryDeadlock), {
          way: 'retry-deadlock',
          promise,
          claim: 'holds',
          play: {
            title: 'One transfer is aborted, then runs again',
            schedule: 'alice×2 bob×2 alice bob alice bob×5',
          },
          text: 'Both transfers complete. But PostgreSQL looks for a cycle only after deadlock_timeout, 1 s by default, and both accounts stay locked for that time.',
        })
      },
    },
    {
      id: 'lock-upgrade',
      title: 'A foreign key locks the row that you lock next',
      async play(stage, { db }) {
        await stage.say(
          'Two orders add a line of product 1. The foreign key of the line locks the product for key share. Then each order locks the product to count the reservation.',
        )
        const race = (addLine: AddLine) => addsEveryLine(db, addLine)
        await showRace(stage, race(insertThenLock), {
          way: 'insert-then-lock',
          promise: linesPromise,
          claim: 'breaks',
          play: { title: 'Both hold key share, and each waits for the other' },
          text: 'for update conflicts with for key share. Both orders hold the weak lock and wait for the strong one: 40P01, on a single row.',
        })
        await showRace(stage, race(insertThenUpdate), {
          way: 'insert-then-update',
          promise: linesPromise,
          claim: 'holds',
          text: 'An update that leaves the key alone takes for no key update, which does not conflict with for key share.',
        })
        await showRace(stage, race(lockThenInsert), {
          way: 'lock-then-insert',
          promise: linesPromise,
          claim: 'holds',
          text: 'The strongest lock comes first. The second order waits for it and holds nothing meanwhile.',
        })
      },
    },
    comparison<World>({
      promise,
      best: 'locks-in-order',
      answer:
        'Say: "A deadlock needs a cycle: each transaction holds a row that the other one waits for. I lock the rows in one order everywhere, for example by id with select ... order by id for update, before I write. Then no cycle can form. A retry on 40P01 stays as a safety net, because PostgreSQL looks for a deadlock only after a second."',
      ways: ({ db }) => {
        const race = (transfer: Transfer) => completesEveryTransfer(db, transfer)
        return comparedRaces([
          {
            way: 'locks-as-given',
            race: race(locksAsGiven),
            claim: 'breaks',
            price: 'a transfer fails with 40P01',
          },
          {
            way: 'locks-in-order',
            race: race(locksInOrder),
            claim: 'holds',
            price: 'one more statement',
          },
          {
            way: 'retry-deadlock',
            race: race(retryDeadlock),
            claim: 'holds',
            price: 'both wait for deadlock_timeout',
          },
        ])
      },
    }),
  ],
})
