import { answerOf, conduct, endingText } from '@lab/conductor'
import type { Race } from '@lab/conductor'
import { defineFacts } from '@lab/kata'
import type { ChainableCommander, Redis } from 'ioredis'
import { openStores } from '../../src/index.ts'
import type { Ask, Question, Stores } from '../../src/index.ts'

/** A late request, and the next one of the caller. */
const alike = [
  ['1', '10'],
  ['10', '1'],
  ['9', '10'],
  ['01', '1'],
  ['b', 'B'],
  ['9007199254740993', '9007199254740992'],
] as const

export const facts = defineFacts<Ask, Stores>({
  answer: 'ask',
  open: openStores,
  facts: {
    'never gives the answer to another request of the caller, in every order': (ask, stores) =>
      asksThreeTimes(stores, ask),

    'gives each of three callers its answer, whoever looks first': async (ask, stores) => {
      const { redis } = stores.unwatched
      await redis.flushdb()
      const heard: Record<string, string | undefined> = {}
      const hear = async (question: Question, happen: () => Promise<void>) => {
        heard[question.caller] = await beforeTheLook(redis, ask, question, happen)
      }
      await hear({ text: 'tea', caller: 'alice', id: '1' }, () =>
        hear({ text: 'jug', caller: 'bob', id: '2' }, () =>
          hear({ text: 'cup', caller: 'Alice', id: '3' }, () => serve(redis, 3)),
        ),
      )
      const { alice, bob, Alice } = heard
      return alice === 'tea 1' && bob === 'jug 2' && Alice === 'cup 3'
        ? undefined
        : `all replies are there; Alice looks first and gets ${Alice}, then bob gets ${bob}, and alice ${alice}`
    },

    'gives the answer that is there, behind replies that came too late': async (ask, stores) => {
      const { redis } = stores.unwatched
      await redis.flushdb()
      const late = 30
      for (let id = 1; id <= late; id++)
        await ask(redis, { text: 'tea', caller: 'alice', id: `${id}` })
      await serve(redis, late)
      const answer = await beforeTheLook(
        redis,
        ask,
        { text: 'cup', caller: 'alice', id: `${late + 1}` },
        () => serve(redis, 1),
      )
      return answer === 'cup 1'
        ? undefined
        : `${late} late replies are there, and it answers ${answer}`
    },

    'takes no id for another one that is like it': async (ask, stores) => {
      const { redis } = stores.unwatched
      for (const [late, id] of alike) {
        await redis.flushdb()
        await ask(redis, { text: 'tea', caller: 'alice', id: late })
        await serve(redis, 1)
        const question = { text: 'cup', caller: 'alice', id }
        const answer = await beforeTheLook(redis, ask, question, () => serve(redis, 1))
        if (answer === 'tea 1')
          return `a late reply to the request "${late}" is there, and the request "${id}" hears ${answer}`
      }
      return undefined
    },

    'sends and returns texts as they are': async (ask, stores) => {
      const { redis } = stores.unwatched
      await redis.flushdb()
      const itself = (question: string) => question
      for (const [index, text] of ['', 'a "b" \\ c', 'ä\n', '{}', 'null', '0'].entries()) {
        const question = { text, caller: `a:b ${index}`, id: `${index}` }
        const answer = await beforeTheLook(redis, ask, question, () => serve(redis, 1, itself))
        if (answer !== text)
          return `the service answers ${JSON.stringify(text)} by the same text, and it returns ${JSON.stringify(answer)}`
      }
      return undefined
    },

    'leaves one late reply at most for a caller, however many came too late': async (
      ask,
      stores,
    ) => {
      const { redis } = stores.unwatched
      await redis.flushdb()
      for (let count = 1; count <= 4; count++) {
        await ask(redis, { text: 'tea', caller: 'alice', id: `${count}` })
        if (count !== 2) await serve(redis, count === 3 ? 2 : 1)
      }
      const question = { text: 'cup', caller: 'alice', id: '5' }
      await beforeTheLook(redis, ask, question, () => serve(redis, 1))
      await ask(redis, { text: 'tea', caller: 'alice', id: '6' })
      await serve(redis, 1)
      const keys = await redis.keys('*')
      if (keys.length > 1) return `five late replies leave ${keys.length} keys`
      const left = keys[0] === undefined ? 0 : await redis.llen(keys[0])
      return left <= 1 ? undefined : `after six questions ${left} replies are left`
    },
  },
})

/** The number of the request is in the answer: who hears a late reply hears another one. */
function asksThreeTimes({ clients, unwatched }: Stores, ask: Ask): Race {
  const { alice, server } = clients
  const texts = ['tea', 'cup', 'tea']
  return conduct({
    setup: () => unwatched.redis.flushdb(),
    actors: {
      alice: async () => {
        const heard = []
        for (const [index, text] of texts.entries())
          heard.push(await ask(alice, { text, caller: 'alice', id: `${index + 1}` }))
        return heard
      },
      server: () => serve(server, texts.length),
    },
    invariant: async ({ alice: ending }) => {
      if (ending!.kind !== 'finished') return endingText(ending!)
      const heard = answerOf(ending!) as (string | undefined)[]
      const wrong = heard.findIndex(
        (answer, index) => answer !== undefined && answer !== `${texts[index]} ${index + 1}`,
      )
      return wrong === -1
        ? undefined
        : `request ${wrong + 1}, for the ${texts[wrong]}, hears "${heard[wrong]}"`
    },
  })
}

/**
 * Something happens when the request is in the queue, and before the caller sends the next command:
 * before it looks for the reply.
 */
async function beforeTheLook(
  redis: Redis,
  ask: Ask,
  question: Question,
  happen: () => Promise<void>,
): Promise<string | undefined> {
  const client = redis.duplicate()
  await client.ping()
  const waiting = await redis.llen('requests')
  let hasHappened = false
  const meanwhile = async () => {
    if (hasHappened || (await redis.llen('requests')) <= waiting) return
    hasHappened = true
    await happen()
  }
  const send = client.sendCommand.bind(client)
  client.sendCommand = (command, stream) =>
    stream === undefined ? meanwhile().then(() => send(command)) : send(command, stream)
  for (const name of ['multi', 'pipeline'] as const) {
    const create = client[name].bind(client) as () => ChainableCommander
    client[name] = (() => {
      const commands = create()
      const exec = commands.exec.bind(commands)
      commands.exec = () => meanwhile().then(() => exec())
      return commands
    }) as never
  }
  try {
    return await ask(client, question)
  } finally {
    client.disconnect()
  }
}

async function serve(
  redis: Redis,
  requests: number,
  answerTo = (question: string, count: number) => `${question} ${count}`,
): Promise<void> {
  for (let count = 1; count <= requests; count++) {
    const [, text] = (await redis.blpop('requests', 0))!
    const { question, replyTo, ...rest } = JSON.parse(text)
    await redis.rpush(replyTo, JSON.stringify({ ...rest, answer: answerTo(question, count) }))
  }
}
