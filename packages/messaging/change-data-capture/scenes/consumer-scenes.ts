import { judge, showRace } from '@lab/stage'
import type { Claim, Scene } from '@lab/stage'
import {
  confirmFirst,
  copiesWithoutAGap,
  countsEachPaymentOnce,
  exportedSnapshot,
  keepsTheNote,
  leaveOutUnchanged,
  positionWithTheWork,
  slotThenTable,
  tableThenSlot,
  whatItCosts,
  workFirst,
  writeEveryColumn,
} from '../src/index.ts'
import type { Confirming, FirstCopy, Handle } from '../src/index.ts'
import type { World } from './open-world.ts'

interface Shown {
  way: string
  claim: Claim
  play?: { title: string }
  text: string
}

const consumers: (Shown & { handle: Handle; confirming?: Confirming })[] = [
  {
    way: 'confirm-first',
    claim: 'breaks',
    handle: confirmFirst,
    play: { title: 'It dies between the confirmation and the work' },
    text: 'The slot never sends again what is confirmed. A client library that confirms by itself does this with every handler that awaits something.',
  },
  {
    way: 'work-first',
    claim: 'breaks',
    handle: workFirst,
    play: { title: 'It dies between the work and the confirmation' },
    text: 'The transaction comes again. Nothing is lost, and what adds up is wrong.',
  },
  {
    way: 'position-with-the-work',
    claim: 'holds',
    handle: positionWithTheWork,
    text: 'The position is stored in the transaction of the work. What comes again is not beyond it, and is skipped.',
  },
  {
    way: 'one-byte-further',
    claim: 'breaks',
    handle: positionWithTheWork,
    confirming: 'acknowledge',
    text: 'The same consumer, with the position as pg-logical-replication 2.5.0 sends it: one byte beyond the end of the commit. The second commit begins at exactly that end, and the slot takes it for confirmed. To give the library the byte before mends it, as the ways above do.',
  },
]

export const consumerDiesScene: Scene<World> = {
  id: 'consumer-dies',
  title: 'The consumer dies',
  async play(stage, { shop }) {
    await stage.say(
      'Two orders are paid, by two transactions at the same time. The warehouse counts the paid orders. Its process may die before any of its steps, and starts again at the position that the slot has.',
    )
    for (const { handle, confirming, ...shown } of consumers) {
      const promise = 'each payment is counted once'
      const race = countsEachPaymentOnce(shop, handle, confirming)
      await showRace(stage, race, { promise, ...shown })
    }
  },
}

const firstCopies: (Shown & { copy: FirstCopy })[] = [
  {
    way: 'table-then-slot',
    claim: 'breaks',
    copy: tableThenSlot,
    play: { title: 'The shop writes between the two' },
    text: 'The table was read before this order, and the slot begins after it. No error tells of it.',
  },
  {
    way: 'slot-then-table',
    claim: 'breaks',
    copy: slotThenTable,
    play: { title: 'The order is in the table and in the stream' },
    text: 'Nothing is lost. Coming twice is harmless for a copy that inserts or updates by key, and wrong for a sum.',
  },
  {
    way: 'exported-snapshot',
    claim: 'holds',
    copy: exportedSnapshot,
    text: 'The snapshot shows what is committed before the position where the stream begins, and no more. Its price is a transaction that stays open while the table is read, and holds vacuum back.',
  },
]

export const firstCopyScene: Scene<World> = {
  id: 'first-copy',
  title: 'The first copy, and the stream after it',
  async play(stage, { shop }) {
    await stage.say(
      'A slot sends what commits after it was made. The orders of before have to be read from the table. The shop inserts order 3 at any place between the steps.',
    )
    const promise = 'a new order is in the first copy or in the stream, and not in both'
    for (const { copy, ...shown } of firstCopies)
      await showRace(stage, copiesWithoutAGap(shop, copy), { promise, ...shown })
  },
}

export const unchangedScene: Scene<World> = {
  id: 'unchanged-note',
  title: 'A long value that did not change is not sent',
  async play(stage, { shop }) {
    await stage.say(
      'An order has a note of 8,000 letters, which PostgreSQL stores outside of the row (TOAST). The shop sets the order to paid.',
    )
    const promise = 'the copy of the order keeps its note'
    for (const { way, claim, apply, identity, text } of [
      {
        way: 'write-every-column',
        claim: 'breaks',
        apply: writeEveryColumn,
        identity: 'default',
        text: 'The slot says "unchanged" where the note would be. The library makes undefined of it, and pg writes undefined as null.',
      },
      {
        way: 'leave-out-unchanged',
        claim: 'holds',
        apply: leaveOutUnchanged,
        identity: 'default',
        text: 'undefined is left out of the update, and null is written.',
      },
      {
        way: 'replica-identity-full',
        claim: 'holds',
        apply: writeEveryColumn,
        identity: 'full',
        text: 'The log then has the whole old row too, and the library takes the note from there.',
      },
    ] as const) {
      const { sent, violation } = await keepsTheNote(shop, apply, identity)
      await judge(stage, { way, promise, claim, text }, violation, {
        sent: sent === 'the note' ? 1 : 0,
      })
    }
    const [usual, full] = [await whatItCosts(shop, 'default'), await whatItCosts(shop, 'full')]
    await stage.table({
      title: 'What is sent of the row before: 100 orders with a note of 1,000 letters',
      columns: [
        'replica identity',
        'with an update',
        'with a delete',
        'bytes of log for an update',
      ],
      rows: [
        ['default', usual.update, usual.delete, hundreds(usual.bytes)],
        ['full', full.update, full.delete, hundreds(full.bytes)],
      ],
    })
    await judge(
      stage,
      {
        way: 'replica-identity-default',
        promise: 'a delete says what was deleted',
        claim: 'breaks',
        text: `By default only the primary key is sent; the other columns are null. With full the whole row is, and the log of an update grows from ${hundreds(usual.bytes)} to ${hundreds(full.bytes)} bytes.`,
      },
      usual.delete === 'id' ? 'of the deleted order the slot sends its id' : undefined,
      { usual: hundreds(usual.bytes), full: hundreds(full.bytes) },
    )
  },
}

/** Records of the log differ by some bytes from run to run. */
const hundreds = (bytes: number): number => Math.round(bytes / 100) * 100
