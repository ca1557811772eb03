import { randomUUID } from 'node:crypto'
import { conduct, crashable } from '@lab/conductor'
import { defineFacts } from '@lab/kata'
import type { IHeaders, KafkaMessage, Producer } from 'kafkajs'
import { entriesOf, openBank, beginWithOrders } from '../../src/index.ts'
import type { MessageTools, Opened } from '../../src/index.ts'

export type Handle = (message: KafkaMessage, tools: MessageTools) => Promise<void>

const paid = '{"amount": 10}'

export const facts = defineFacts<Handle, Opened>({
  answer: 'handle',
  open: openBank,
  facts: {
    'tries again what fails twice': async (handle, opened) => {
      for (const error of [{}, { permanent: false }, { name: 'SyntaxError' }]) {
        const { tries, letters } = await deliver(handle, opened, { value: paid, fails: 2, error })
        if (tries === 3 && letters.length === 0) continue
        return `process fails twice (${JSON.stringify(error)}): it makes ${tries} tries, and sends ${letters.length} dead letters`
      }
      return undefined
    },

    'gives process the order that it has read': async (handle, opened) => {
      for (const amount of [10, 0.5]) {
        const { given } = await deliver(handle, opened, {
          value: `{"amount": ${amount}}`,
          fails: 0,
        })
        if (given.every((order) => order?.amount === amount)) continue
        return `the amount is ${amount}, and process receives ${JSON.stringify(given[0])}`
      }
      return undefined
    },

    'gives up after three tries': async (handle, opened) => {
      const { tries } = await deliver(handle, opened, { value: paid, fails: 5 })
      return tries <= 3 ? undefined : `every try fails: it makes ${tries}`
    },

    'does not try again what fails for ever': async (handle, opened) => {
      const error = { permanent: true }
      const { tries } = await deliver(handle, opened, { value: paid, fails: 5, error })
      return tries <= 1 ? undefined : `the error says permanent: it makes ${tries} tries`
    },

    'keeps what it cannot read': async (handle, opened) => {
      for (const value of ['}{', '', null]) {
        const { letters, thrown } = await deliver(handle, opened, { value, fails: 0 })
        // Whether it reads on says the race.
        if (letters.length > 0) continue
        return `the value is ${JSON.stringify(value)}: ${thrown ? `it throws ${thrown}` : 'it sends no dead letter'}`
      }
      return undefined
    },

    'sends the message once, as it was': async (handle, opened) => {
      const bytes = Buffer.from([0x7d, 0xff, 0x00])
      for (const message of [
        { key: 'alice', value: paid, headers: { id: 'order-1' } },
        { key: null, value: bytes, headers: { id: bytes, seen: ['here', 'there'] } },
        { key: bytes, value: null, headers: { id: '' } },
      ]) {
        const { letters } = await deliver(handle, opened, { ...message, fails: 5 })
        if (letters.length > 1) return `it sends ${letters.length} dead letters of one message`
        const [letter] = letters
        // Whether there is one the others say.
        if (letter === undefined) continue
        const { id, seen } = letter.headers ?? {}
        const found = textOf({ key: letter.key, value: letter.value, headers: { id, seen } })
        if (found !== textOf(message)) return `the message was ${textOf(message)}, and is ${found}`
      }
      return undefined
    },

    'says why, how often it was tried, and where it was': async (handle, opened) => {
      for (const [error, headers] of [
        [{}, {}],
        [{ permanent: true }, {}],
        // It was a dead letter before, and was sent back.
        [{}, { reason: 'no such account', attempts: '1', topic: 'orders-of-2025' }],
      ] as const) {
        const message = { value: paid, headers: { id: 'order-1', ...headers } }
        const { letters, tries } = await deliver(handle, opened, { ...message, fails: 5, error })
        const [letter] = letters
        if (letter === undefined) continue
        const { reason, attempts, topic } = letter.headers ?? {}
        const received = [reason, attempts, topic].map(String).join(', ')
        // How often it tries the others say.
        const expected = `the service is away, ${tries}, orders`
        if (received !== expected)
          return `reason, attempts and topic must be ${expected}, received ${received}`
      }
      return undefined
    },

    'throws when the dead letter cannot be sent': async (handle, opened) => {
      const { bus, bank } = opened
      const away = bus.client({ brokers: ['127.0.0.1:1'], retry: { retries: 0 } }).producer()
      const connected = bus.client().producer()
      await connected.connect()
      for (const [why, producer, deadLetters] of [
        ['Kafka is away', away, bank.topics.dead],
        ['Kafka refuses the dead letter', connected, await tooSmall(opened)],
      ] as const) {
        const delivery = { value: paid, fails: 50, producer, deadLetters }
        const { thrown } = await deliver(handle, opened, delivery)
        if (!thrown) return `${why}, and it does not throw: the offset is committed`
      }
      return undefined
    },

    'reads on, and loses nothing, wherever it dies': (handle, opened) => {
      const { bank, orders, dead } = opened
      const tries = new Map<string, number>()
      const tools = (id: string): MessageTools => ({
        producer: bank.producer,
        deadLetters: bank.topics.dead,
        async process() {
          tries.set(id, tries.get(id)! + 1)
          if (id === 'order-2' || id === 'order-3') throw new Error('the service is away')
          await bank.pool.query(
            `insert into entries (message_id, account, text) values ($1, 'alice', '')
             on conflict do nothing`,
            [id],
          )
        },
      })
      const consume = () =>
        orders.drain((message) => {
          const id = idOf(message)
          tries.set(id, 0)
          return handle(message, tools(id))
        })
      return conduct({
        async setup() {
          tries.clear()
          const amounts = [1, 2, 3, 4]
          const toOrder = (n: number) => ({
            id: `order-${n}`,
            account: 'alice',
            text: `{"amount": ${n}}`,
          })
          await beginWithOrders(opened, amounts.map(toOrder))
        },
        actors: { consumer: crashable(consume, { restart: consume }) },
        async invariant() {
          const done = (await entriesOf(opened)).join(' and ')
          if (done !== 'order-1 and order-4') return `processed is ${done || 'nothing'}`
          const letters = new Set<number>()
          await dead.drain(async ({ value }) => void letters.add(JSON.parse(String(value)).amount))
          for (const amount of [2, 3]) if (!letters.has(amount)) return `order-${amount} is nowhere`
          // How many they are the others say.
          const [second, third] = ['order-2', 'order-3'].map((id) => tries.get(id))
          return second === third
            ? undefined
            : `it tries order-2 ${second} times, and order-3, which fails as well, ${third} times`
        },
      })
    },
  },
})

const idOf = ({ headers }: KafkaMessage) => String(headers?.['id'])

/** The bytes of a message, readable and not. */
function textOf(message: unknown): string {
  return JSON.stringify(message, (_, value: unknown) =>
    isBytes(value) ? Buffer.from(value.data).toString('latin1') : value,
  )
}

/** What JSON.stringify is given for a Buffer. */
function isBytes(value: unknown): value is { type: 'Buffer'; data: number[] } {
  return typeof value === 'object' && value !== null && 'type' in value && value.type === 'Buffer'
}

interface Delivery {
  key?: Buffer | string | null
  value: Buffer | string | null
  headers?: IHeaders
  /** How many tries fail, */
  fails: number
  /** with an error that has these properties. */
  error?: { name?: string; permanent?: boolean }
  producer?: Producer
  deadLetters?: string
}

/** Creates a topic that takes no record. */
async function tooSmall({ bus }: Opened): Promise<string> {
  const admin = bus.client().admin()
  await admin.connect()
  const topic = bus.groupId(`too-small-${randomUUID()}`)
  const configEntries = [{ name: 'max.message.bytes', value: '1' }]
  await admin.createTopics({ topics: [{ topic, configEntries }] })
  return topic
}

/** Delivers one message, as the topic has it. */
async function deliver(
  handle: Handle,
  opened: Opened,
  { key = 'alice', value, headers = { id: 'order-1' }, fails, error, ...to }: Delivery,
): Promise<{
  tries: number
  given: ({ amount: number } | undefined)[]
  letters: KafkaMessage[]
  thrown: string | undefined
}> {
  await beginWithOrders(opened, [])
  await opened.orders.begin([{ key, value, headers }])
  let tries = 0
  const given: ({ amount: number } | undefined)[] = []
  let thrown: string | undefined
  const tools: MessageTools = {
    producer: opened.bank.producer,
    deadLetters: opened.bank.topics.dead,
    ...to,
    async process(order) {
      tries++
      given.push(order)
      if (tries > 20) throw Object.assign(new Error('tried too often'), { permanent: true })
      if (tries > fails) return
      const failure = new (error?.name === 'SyntaxError' ? SyntaxError : Error)(
        'the service is away',
      )
      throw Object.assign(failure, error)
    },
  }
  await opened.orders
    .drain((message) => handle(message, tools))
    .catch((problem: unknown) => (thrown = String(problem)))
  const letters: KafkaMessage[] = []
  await opened.dead.drain(async (letter) => void letters.push(letter))
  return { tries, given, letters, thrown }
}
