import { judge } from '@lab/stage'
import type { Scene } from '@lab/stage'
import { differenceOf } from '@lab/stage/difference-of'
import {
  answerAtOnce,
  keepsThroughFailover,
  keepsThroughRestart,
  keepsWhatOldPrimaryTook,
  waitFor,
} from '../src/index.ts'
import type { FailoverReport } from '../src/index.ts'
import type { World } from './open-world.ts'

const writers = {
  'answer-at-once': { store: answerAtOnce, minReplicas: 0 },
  'min-replicas': { store: answerAtOnce, minReplicas: 1 },
  wait: { store: waitFor(1), minReplicas: 0 },
}

const wayFile = (name: string) => new URL(`../src/failover/${name}.ts`, import.meta.url)

const columns = ['way', 'stored', 'unknown', 'refused', 'lost'] as const

const rowOf = (way: string, { stored, unknown, refused, lost }: FailoverReport) => [
  way,
  stored,
  unknown,
  refused,
  lost,
]

const failoverWays = [
  {
    way: 'answer-at-once',
    claim: 'breaks',
    text: 'The primary answers by itself, and sends the write to its replica afterwards.',
  },
  {
    way: 'min-replicas',
    claim: 'breaks',
    text: 'min-replicas-to-write 1 refuses writes when no replica has reported within ten seconds (min-replicas-max-lag). It does not ask what the replica has: a late one reports, too. It limits what a primary takes that has lost its replicas.',
  },
  {
    way: 'wait',
    claim: 'holds',
    text: 'WAIT 1 says whether a replica has the write. When it says 0, the write is on the primary all the same: others can read it, and a failover may lose it. So the answer to the customer is "unknown".',
  },
] as const

export const failoverScene: Scene<World> = {
  id: 'failover',
  title: 'A failover, and what it loses',
  async play(stage) {
    await stage.say(
      'A primary has one replica. Each way writes six orders. Then the replica is late: it is connected, reports each second, and applies nothing more. Each way tries four more orders; the primary is killed, and the replica is promoted. In a second run the replica is gone instead: its connection is cut. What WAIT cannot confirm is told as "unknown", and an error reply (NOREPLICAS) as "refused".',
    )
    await stage.listing(
      await differenceOf(wayFile('answer-at-once'), wayFile('wait-for'), {
        title: 'What wait changes in answer-at-once',
        from: 'export const',
      }),
    )
    const all = Object.values(writers)
    const [late, gone] = await Promise.all([
      keepsThroughFailover({ replicas: 1, first: 'late' }, all),
      keepsThroughFailover({ replicas: 1, first: 'gone' }, all),
    ])
    for (const [title, reports] of [
      ['Of ten orders, when the replica is late', late],
      ['Of ten orders, when the replica is gone', gone],
    ] as const) {
      const rows = reports.map((report, index) => rowOf(failoverWays[index]!.way, report))
      await stage.table({ title, columns: [...columns], rows })
    }
    for (const [index, { way, claim, text }] of failoverWays.entries()) {
      const promise = 'an order that was told as stored is there after a failover'
      const numbers = { lateLost: late[index]!.lost, goneLost: gone[index]!.lost }
      const violation = late[index]!.violation ?? gone[index]!.violation
      await judge(stage, { way, promise, claim, text }, violation, numbers)
    }
  },
}

const twoReplicas = [
  {
    way: 'wait-for-one',
    replicas: 1,
    claim: 'breaks',
    text: 'WAIT 1 was confirmed by the other replica. It does not say which, and it does not choose the one that is promoted.',
  },
  {
    way: 'wait-for-both',
    replicas: 2,
    claim: 'holds',
    text: 'Each replica has what was told as stored, so any of them may be promoted. While one is late, no order is told as stored.',
  },
] as const

export const lateReplicaScene: Scene<World> = {
  id: 'late-replica-promoted',
  title: 'Two replicas, and the late one is promoted',
  async play(stage) {
    await stage.say('The same with two replicas: one is late, and it is the one that is promoted.')
    const reports = await keepsThroughFailover(
      { replicas: 2, first: 'late' },
      twoReplicas.map(({ replicas }) => ({ store: waitFor(replicas), minReplicas: 0 })),
    )
    await stage.table({
      title: 'Of ten orders',
      columns: [...columns],
      rows: reports.map((report, index) => rowOf(twoReplicas[index]!.way, report)),
    })
    for (const [index, { way, claim, text }] of twoReplicas.entries()) {
      const promise = 'an order that was told as stored is there, whichever replica is promoted'
      const { stored, lost, violation } = reports[index]!
      await judge(stage, { way, promise, claim, text }, violation, { stored, lost })
    }
  },
}

const oldPrimaryWays = [
  {
    way: 'answer-at-once',
    claim: 'breaks',
    text: 'replicaof makes the old primary a copy of the new one: it drops what it has and the new one lacks.',
  },
  {
    way: 'min-replicas',
    claim: 'holds',
    text: 'The promoted replica has left, so the old primary has none, and refuses at once. Behind a cut network it would go on for min-replicas-max-lag, ten seconds.',
  },
  {
    way: 'wait',
    claim: 'holds',
    text: 'No replica confirms, so each of the four was told as unknown. They are thrown away, too.',
  },
] as const

export const oldPrimaryScene: Scene<World> = {
  id: 'old-primary',
  title: 'The old primary is alive',
  async play(stage) {
    await stage.say(
      'A monitor promotes the replica while the primary is alive. Clients that have not heard of it try four orders in each way on the old primary. Then the monitor makes the old primary a replica of the new one.',
    )
    const reports = await keepsWhatOldPrimaryTook(Object.values(writers))
    await stage.table({
      title: 'Of four orders',
      columns: ['way', 'told', 'on the old primary', 'after replicaof', 'lost'],
      rows: reports.map(({ told, before, after, lost }, index) => [
        oldPrimaryWays[index]!.way,
        [...new Set(told)].join(', '),
        before,
        after,
        lost,
      ]),
    })
    for (const [index, { way, claim, text }] of oldPrimaryWays.entries()) {
      const promise = 'an order that was told as stored stays'
      const { lost, violation } = reports[index]!
      await judge(stage, { way, promise, claim, text }, violation, { lost })
    }
  },
}

const restarts = [
  {
    way: 'no-persistence',
    claim: 'breaks',
    text: 'The primary comes back empty, and the replica makes itself a copy of it: it drops what it had. A replica is no backup.',
  },
  {
    way: 'aof-everysec',
    claim: 'holds',
    text: 'The primary reads its file before it answers, and the replica copies what is there.',
  },
] as const

export const restartScene: Scene<World> = {
  id: 'primary-restarts',
  title: 'The primary comes back before a failover',
  async play(stage) {
    await stage.say(
      'The replica has confirmed six of six orders (WAIT 1). The primary is killed, and a supervisor starts it again at once, before a monitor has promoted the replica. The replica keeps nothing on disk in both ways.',
    )
    const reports = await Promise.all(restarts.map(({ way }) => keepsThroughRestart(way)))
    await stage.table({
      title: 'Of six orders that the replica has confirmed',
      columns: ['the primary keeps', 'on the primary', 'on the replica'],
      rows: reports.map(({ onPrimary, onReplica }, index) => [
        restarts[index]!.way,
        onPrimary,
        onReplica,
      ]),
    })
    for (const [index, { way, claim, text }] of restarts.entries()) {
      const promise = 'an order that the replica has confirmed is there after a restart'
      const { stored, onReplica, violation } = reports[index]!
      await judge(stage, { way, promise, claim, text }, violation, { stored, onReplica })
    }
  },
}
