import { AsyncLocalStorage } from 'node:async_hooks'
import { readFile } from 'node:fs/promises'
import { watch } from '@lab/conductor'
import { virtualClock } from '@lab/conductor/clock'
import { deliveries } from '@lab/conductor/deliveries'
import { kafka } from '@lab/servers/kafka'
import { postgres } from '@lab/servers/postgres'
import type { Pool } from 'pg'

const names = ['orders', 'inventory', 'payment', 'shipping'] as const

type Name = (typeof names)[number]

export type Databases = Record<Name, Pool>

/** Opens a database for each service, and topics. `databases` are watched, `plain` ones look afterwards. */
export async function openShop() {
  const [bus, ...opened] = await Promise.all([kafka(), ...names.map(openDatabase)])
  const kafkaClient = bus.client()
  const producer = watch(kafkaClient.producer())
  const openTopic = async (name: string) => {
    const topic = await bus.topic(name)
    return deliveries(kafkaClient, { topic, groupId: bus.groupId(name) }).then((group) => ({
      topic,
      group,
    }))
  }
  const [commands, replies, events] = await Promise.all([
    openTopic('commands'),
    openTopic('replies'),
    openTopic('events'),
    producer.connect(),
  ])
  const topics = { commands, replies, events }
  const poolsOf = (pool: (index: number) => Pool) =>
    Object.fromEntries(names.map((name, index) => [name, pool(index)])) as Databases
  return {
    database: opened[0]!,
    bus,
    clock: virtualClock(),
    /** Runs code whose steps belong to no actor: what it does is part of the step before. */
    unconducted: AsyncLocalStorage.snapshot(),
    databases: poolsOf((index) => watch(opened[index]!.pool())),
    plain: poolsOf((index) => opened[index]!.pool()),
    commands: commands.group,
    replies: replies.group,
    events: events.group,
    async send(to: keyof typeof topics, orderId: string, text: string): Promise<void> {
      await producer.send({ topic: topics[to].topic, messages: [{ key: orderId, value: text }] })
    },
    async [Symbol.asyncDispose]() {
      await Promise.all(
        [commands, replies, events].map(({ group }) => group[Symbol.asyncDispose]()),
      )
      await bus[Symbol.asyncDispose]()
      await Promise.all(opened.map((database) => database[Symbol.asyncDispose]()))
    },
  }
}

export type Shop = Awaited<ReturnType<typeof openShop>>

async function openDatabase(name: Name) {
  const files = name === 'orders' ? ['orders', 'services'] : ['services', name]
  const texts = files.map((file) =>
    readFile(new URL(`../schema/${file}.sql`, import.meta.url), 'utf8'),
  )
  return postgres({ schema: (await Promise.all(texts)).join('\n') })
}
