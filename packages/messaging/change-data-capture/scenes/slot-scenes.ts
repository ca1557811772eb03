import { judge } from '@lab/stage'
import type { Scene } from '@lab/stage'
import { anotherTable, givesTheSlotUp, holdsVacuumBack, keepsTheLog } from '../src/index.ts'
import type { World } from './open-world.ts'

const bounded = 'the server keeps a bounded part of the log'

const megabytes = (bytes: number): number => Math.round(bytes / 100_000) / 10

export const deadConsumerScene: Scene<World> = {
  id: 'dead-consumer',
  title: "A dead consumer's slot keeps the log",
  async play(stage, { shop }) {
    await stage.say(
      'Two slots: the consumer of one confirms after each 5,000 orders, that of the other one is dead. A checkpoint follows each time, which removes what no slot needs.',
    )
    const { points, hasMoved } = await keepsTheLog(shop)
    const series = (['dead', 'alive'] as const).map((name) => ({
      name: name === 'dead' ? 'dead consumer' : 'consumer that confirms',
      points: points.map((point): [number, number] => [point.orders, megabytes(point[name])]),
    }))
    await stage.chart({
      title: 'Log that a slot keeps',
      x: { name: 'written since', unit: 'orders', scale: 'linear' },
      y: { name: 'kept', unit: 'MB', scale: 'linear' },
      series,
    })
    const last = points.at(-1)!
    await judge(
      stage,
      {
        way: 'no-limit',
        promise: bounded,
        claim: 'breaks',
        text: 'By default max_slot_wal_keep_size is -1, no limit: the log grows until the disk is full, and then the database stops for everybody. The position of the dead slot, restart_lsn, does not move, and a restart of the server does not change that.',
      },
      hasMoved || last.dead < last.writtenBytes
        ? undefined
        : `the slot keeps all of the ${megabytes(last.writtenBytes)} MB that were written`,
      { dead: megabytes(last.dead), alive: megabytes(last.alive) },
    )
  },
}

export const limitScene: Scene<World> = {
  id: 'limits',
  title: 'Limits that give a slot up',
  async play(stage, { shop }) {
    await stage.say(
      'The same with a limit: on the log that a slot may keep, here 16 MB, or on the time without a reader, here one second. A checkpoint looks at both.',
    )
    const size = await givesTheSlotUp(shop, 'max_slot_wal_keep_size')
    const time = await givesTheSlotUp(shop, 'idle_replication_slot_timeout')
    await stage.table({
      title: 'The slot, and what its consumer hears when it comes back',
      columns: ['limit', 'wal_status', 'invalidation_reason', 'the consumer hears'],
      rows: [
        ['max_slot_wal_keep_size', size.status, size.reason ?? '', size.answer],
        ['idle_replication_slot_timeout', time.status, time.reason ?? '', time.answer],
      ],
    })
    const isLost = size.status === 'lost' && time.status === 'lost'
    await judge(
      stage,
      {
        way: 'slot-limits',
        promise: bounded,
        claim: 'holds',
        text: 'The server lives, and the consumer has lost its place. It must drop the slot and begin with a first copy again. So the limit comes with an alarm well before it.',
      },
      isLost ? undefined : 'a slot is kept',
      { lost: [size, time].filter(({ status }) => status === 'lost').length },
    )
  },
}

export const otherCostsScene: Scene<World> = {
  id: 'other-costs',
  title: 'What else a slot holds back',
  async play(stage, { shop }) {
    await stage.say(
      'Ten orders are deleted, and ten tables are created and dropped, while the consumer is dead. Then both are vacuumed.',
    )
    const dead = await holdsVacuumBack(shop)
    const isHeld = (rows: number) => (rows > 0 ? 'dead rows stay' : 'all are removed')
    await stage.table({
      title: 'Vacuum',
      columns: ['', 'the table orders', 'the catalog pg_class'],
      rows: [
        ['with the slot', isHeld(dead.with.orders), isHeld(dead.with.catalog)],
        ['when it is dropped', isHeld(dead.without.orders), isHeld(dead.without.catalog)],
      ],
    })
    await judge(
      stage,
      {
        way: 'logical-slot',
        promise: 'vacuum removes every dead row',
        claim: 'breaks',
        text: "Decoding needs the tables as they were when the log was written, so the slot's catalog_xmin keeps dead rows of the catalog. Rows of the shop's own tables are not needed, and go.",
      },
      dead.with.catalog > 0 ? 'dead rows of the catalog stay' : undefined,
      { orders: dead.with.orders, afterDrop: dead.without.catalog },
    )
    const kept = await anotherTable(shop)
    await judge(
      stage,
      {
        way: 'confirms-its-changes',
        promise: bounded,
        claim: 'breaks',
        text: 'The consumer is alive, and no order changes, while another table writes. What it has confirmed is its last order. A heartbeat mends it: a message in the log (pg_logical_emit_message), or an update of a small published table, now and then.',
      },
      kept.confirmsItsChanges > 1_000_000
        ? `the slot keeps ${megabytes(kept.confirmsItsChanges)} MB of another table`
        : undefined,
      { MB: megabytes(kept.confirmsItsChanges) },
    )
    await judge(
      stage,
      {
        way: 'heartbeat',
        promise: bounded,
        claim: 'holds',
        text: 'It confirms the message, which lies behind all of that.',
      },
      kept.confirmsHeartbeats > 1_000_000 ? 'the slot keeps the log of another table' : undefined,
      { MB: megabytes(kept.confirmsHeartbeats) },
    )
  },
}
