import { comparedRaces, comparison, concept, showRace } from '@lab/stage'
import { differenceOf } from '@lab/stage/difference-of'
import type { Stage } from '@lab/stage'
import manifest from './package.json' with { type: 'json' }
import {
  conflictUpdate,
  keepsOneOnCall,
  leaveIfCovered,
  merge,
  noOpInsert,
  noOpUpdate,
  readFirst,
  rowLock,
} from './src/index.ts'
import type { Leave } from './src/index.ts'
import { openDatabase } from './src/open-database.ts'

const open = async () => ({ db: await openDatabase() })

type World = Awaited<ReturnType<typeof open>>

const promise = 'one doctor stays on call'

const wayFile = (way: string) => new URL(`src/${way}.ts`, import.meta.url)

/** Alice leaves in one way, and Bob by one statement or in another way; both are serializable. */
const bothLeave = ({ db }: World, alice: Leave, bob: Leave = leaveIfCovered) =>
  keepsOneOnCall(db, 'serializable', { alice, bob })

interface Shown {
  way: string
  claim: 'holds' | 'breaks'
  text: string
  play?: { title: string; schedule?: string }
}

const judge = (stage: Stage, world: World, leave: Leave, shown: Shown) =>
  showRace(stage, bothLeave(world, leave), { ...shown, promise })

export const demo = concept<World>(manifest, {
  open,
  ahead: true,
  headline: ['no-op-insert', 'read-first', 'ways-compared'],
  scenes: [
    {
      id: 'no-op-insert',
      title: 'Two serializable transactions leave no doctor on call',
      async play(stage, world) {
        await stage.say(
          'Alice and Bob are on call. Alice puts Bob on the list if he is missing, and leaves. Bob leaves if Alice is on the list. Run one after the other, one doctor stays. Both transactions are serializable.',
        )
        await judge(stage, world, noOpInsert, {
          way: 'no-op-insert',
          claim: 'breaks',
          play: { title: 'Both commit' },
          text: 'No statement waits and none fails, but no serial order explains the result. The insert found the row of Bob, which is a read, and PostgreSQL keeps no mark of it.',
        })
      },
    },
    {
      id: 'read-first',
      title: 'A select before the insert',
      async play(stage, world) {
        await stage.say('The same transaction reads the row with a plain select first.')
        const part = { title: 'What read-first changes', from: 'async (client)' }
        await stage.listing(
          await differenceOf(wayFile('no-op-insert'), wayFile('read-first'), part),
        )
        await judge(stage, world, readFirst, {
          way: 'read-first',
          claim: 'holds',
          play: {
            title: 'The same order: Alice fails at her commit',
            schedule: 'alice×4 bob×3 alice',
          },
          text: 'A select leaves a mark. The server sees that Bob deleted what Alice has read, and aborts one of the two with 40001.',
        })
      },
    },
    {
      id: 'no-op-update',
      title: 'An update that changes nothing has the same hole',
      async play(stage, world) {
        await stage.say(
          'on conflict do update ... where: the condition is not true, so the row is locked and not changed.',
        )
        await judge(stage, world, noOpUpdate, {
          way: 'no-op-update',
          claim: 'breaks',
          text: 'It waits for a transaction that holds the row. But it leaves no mark of its read.',
        })
      },
    },
    {
      id: 'both-sides',
      title: 'Each fix needs both sides, but for one',
      async play(stage, world) {
        await stage.say('Now Bob uses the plain no-op insert, and Alice each of the ways.')
        for (const [way, leave, claim, text] of [
          [
            'no-op-insert',
            noOpInsert,
            'breaks',
            'Two no-op inserts: neither transaction leaves a mark.',
          ],
          [
            'read-first',
            readFirst,
            'breaks',
            'Alice has read, but Bob has not: one mark is not enough for a cycle.',
          ],
          ['merge', merge, 'breaks', 'The same.'],
          ['row-lock', rowLock, 'breaks', 'The lock is gone when Alice has committed.'],
          [
            'conflict-update',
            conflictUpdate,
            'holds',
            'It writes the row, so the delete of the other transaction meets a real write.',
          ],
        ] as const) {
          const race = bothLeave(world, leave, noOpInsert)
          await showRace(stage, race, { way, promise, claim, text })
        }
      },
    },
    comparison<World>({
      promise,
      best: 'read-first',
      answer:
        'Say: "Serializable in PostgreSQL tracks what a transaction reads, and aborts one when no serial order fits. But insert on conflict do nothing looks a key up without leaving such a mark, also in 18.4. So I read the row with a select before the insert, in every transaction that relies on it, and I retry on 40001. Where a constraint can say the rule, it holds at every level."',
      ways(world) {
        const race = (leave: Leave) => bothLeave(world, leave)
        return comparedRaces([
          {
            way: 'no-op-insert',
            race: race(noOpInsert),
            claim: 'breaks',
            price: 'no error tells of it',
          },
          {
            way: 'no-op-update',
            race: race(noOpUpdate),
            claim: 'breaks',
            price: 'a wait, and the same hole',
          },
          {
            way: 'read-first',
            race: race(readFirst),
            claim: 'holds',
            price: 'one more statement, 40001',
          },
          { way: 'merge', race: race(merge), claim: 'holds', price: '40001' },
          {
            way: 'conflict-update',
            race: race(conflictUpdate),
            claim: 'holds',
            price: 'a dead row version, a wait, 40001',
          },
          { way: 'row-lock', race: race(rowLock), claim: 'holds', price: 'a wait, 40001' },
        ])
      },
    }),
  ],
})
