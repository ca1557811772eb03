import { judge, showRace } from '@lab/stage'
import type { Scene } from '@lab/stage'
import {
  decodedLog,
  handlesEachEventOnce,
  heldBack,
  listens,
  openShopAlone,
  pollById,
  pollUnpublished,
  publishesInOrder,
  publishesLateCommits,
  relayOneByOne,
  skipLocked,
  withInbox,
  withoutInbox,
} from '../src/index.ts'
import type { World } from './open-world.ts'

const published = 'the relay publishes every event'

export const lateCommitScene: Scene<World> = {
  id: 'late-commit',
  title: 'A relay that remembers the last id skips a row',
  async play(stage, { opened }) {
    await stage.say(
      "Alice and Bob place orders, and Bob's process runs the relay after its commit. A row gets its id at the insert, and others see it at the commit. The relay asks for ids above the last one that it has published.",
    )
    await showRace(stage, publishesLateCommits(opened, pollById), {
      way: 'poll-by-id',
      promise: published,
      claim: 'breaks',
      play: { title: 'Alice inserts first and commits last' },
      text: 'Row 2 is published, so the relay asks for rows above 2. Row 1 appears after that. The same is true of a timestamp.',
    })
    await showRace(stage, publishesLateCommits(opened, pollUnpublished), {
      way: 'poll-unpublished',
      promise: published,
      claim: 'holds',
      play: { title: 'The next look finds row 1', schedule: 'alice×2 bob×10 alice' },
      text: 'A mark on each row needs no order of ids. It costs an update for each event.',
    })
  },
}

const inOrder = 'two relays publish each event once, and those of one order in their order'

export const twoRelaysScene: Scene<World> = {
  id: 'two-relays',
  title: 'Two relays at once',
  async play(stage, { opened }) {
    await stage.say(
      'An order has two events, placed and paid. Two relays run, for instance during a deployment.',
    )
    await showRace(stage, publishesInOrder(opened, pollUnpublished), {
      way: 'poll-unpublished',
      promise: inOrder,
      claim: 'breaks',
      text: 'Both find the same rows before one of them has marked them.',
    })
    await showRace(stage, publishesInOrder(opened, skipLocked), {
      way: 'skip-locked',
      promise: inOrder,
      claim: 'breaks',
      play: { title: 'The second relay skips placed, and publishes paid first' },
      text: 'for update skip locked shares the rows out, none twice. But it also shares out the events of one order.',
    })
    await showRace(stage, publishesInOrder(opened, relayOneByOne), {
      way: 'relay-one-by-one',
      promise: inOrder,
      claim: 'holds',
      play: { title: 'The second relay finds the lock taken', schedule: 'one×2 other×3' },
      text: 'The lock belongs to the transaction: a relay that dies lets it go, and the next one goes on.',
    })
  },
}

const handledOnce = 'the consumer handles each event once'

export const relayDiesScene: Scene<World> = {
  id: 'relay-dies',
  title: 'The relay dies between the send and its mark',
  async play(stage, { opened }) {
    await stage.say(
      'The relay may die before any of its steps, and starts again. The consumer reads what is in the topic afterwards.',
    )
    await showRace(stage, handlesEachEventOnce(opened, relayOneByOne, withoutInbox), {
      way: 'without-inbox',
      promise: handledOnce,
      claim: 'breaks',
      play: { title: 'The event is in the topic twice' },
      text: 'The relay sends at least once. An idempotent producer does not help: the second send is another one.',
    })
    await showRace(stage, handlesEachEventOnce(opened, relayOneByOne, withInbox), {
      way: 'with-inbox',
      promise: handledOnce,
      claim: 'holds',
      text: 'The id of the outbox row is a header of the event. The consumer stores it, in the transaction of its work, and skips what it has stored.',
    })
  },
}

export const notifyScene: Scene<World> = {
  id: 'notify',
  title: 'Woken by LISTEN and NOTIFY',
  async play(stage, { opened, db }) {
    await stage.say(
      'So that the relay need not poll all the time, each order sends a notification at its commit. The connection of the relay is lost while the second order is placed.',
    )
    const { connected, missed, unpublished } = await listens(opened, db.connect)
    await stage.table({
      title: 'What the relay hears',
      columns: ['order', 'placed', 'notifications'],
      rows: [
        ['order-1', 'while it listens', connected],
        ['order-2', 'while it is away', missed],
      ],
    })
    const judged = {
      way: 'listen-notify',
      promise: 'the relay is told of every event',
      claim: 'breaks',
      text: `It is a hint, not a queue. A relay looks when it starts and now and then, and a notification makes it look at once: ${unpublished} rows are found.`,
    } as const
    const violation = missed === 0 ? 'PostgreSQL keeps no notification for later' : undefined
    await judge(stage, judged, violation, { connected, missed })
  },
}

export const commitOrderScene: Scene<World> = {
  id: 'commit-order',
  title: 'By the order of commits',
  async play(stage) {
    await stage.say(
      'A relay without a mark on each row needs an order in which nothing comes late. A server of its own starts for this.',
    )
    await using alone = await openShopAlone()
    const { before, after } = await heldBack(alone)
    await judge(
      stage,
      {
        way: 'poll-below-the-oldest',
        promise: 'an event is published as soon as it is committed',
        claim: 'breaks',
        text: 'By transaction, and only those below pg_snapshot_xmin, the oldest one still open: no smaller one can commit any more. It skips no event in any order. Any long transaction that writes, anywhere on the server, holds all of them back.',
      },
      before === 0
        ? `it publishes ${before} while a report is open, and ${after} afterwards`
        : undefined,
      { before, after },
    )
    const { first, ids } = await decodedLog(alone)
    await stage.table({
      title: 'What a logical slot gives',
      columns: ['read', 'ids'],
      rows: [
        ['Bob has committed, Alice has not', first.join(', ')],
        ['both have committed', ids.join(', ')],
      ],
    })
    await judge(
      stage,
      {
        way: 'logical-decoding',
        promise: published,
        claim: 'holds',
        text: 'The log has transactions in the order of their commits. The slot remembers how far its reader has come, and keeps the log until then, also when the reader never comes back.',
      },
      ids.join() === '2,1' ? undefined : `it gives ${ids.join()}`,
      { events: ids.length },
    )
  },
}
