import { answerOf, conduct, endingText } from '@lab/conductor'
import type { Race } from '@lab/conductor'
import { defineFacts } from '@lab/kata'
import type { Redis } from 'ioredis'
import { openStores } from '../../src/index.ts'
import type { Ask, Question, Stores } from '../../src/index.ts'

export const facts = defineFacts<Ask, Stores>({
  answer: 'ask',
  open: openStores,
  facts: {
    'never gives the answer to another request of the caller, in every order': (ask, stores) =>
      asksThreeTimes(stores, ask),

    'gives each of two callers its answer, whoever looks first': async (ask, stores) => {
      const { redis } = stores.unwatched
      await redis.flushdb()
      const [alice, bob] = [
        { text: 'tea', caller: 'alice', id: '1' },
        { text: 'jug', caller: 'bob', id: '2' },
      ]
      let toBob: string | undefined
      const toAlice = await beforeTheLook(redis, ask, alice, async () => {
        toBob = await beforeTheLook(redis, ask, bob, () => serve(redis, 2))
      })
      return toAlice === 'tea 1' && toBob === 'jug 2'
        ? undefined
        : `both replies are there; bob looks first and gets ${toBob}, then alice gets ${toAlice}`
    },

    'gives the answer that is there, behind replies that came too late': async (ask, stores) => {
      const { redis } = stores.unwatched
      await redis.flushdb()
      for (const id of ['1', '2', '3']) await ask(redis, { text: 'tea', caller: 'alice', id })
      await serve(redis, 3)
      const answer = await beforeTheLook(
        redis,
        ask,
        { text: 'cup', caller: 'alice', id: '4' },
        () => serve(redis, 1),
      )
      return answer === 'cup 1'
        ? undefined
        : `three late replies are there, and it answers ${answer}`
    },

    'sends and returns texts as they are': async (ask, stores) => {
      const { redis } = stores.unwatched
      await redis.flushdb()
      for (const [index, text] of ['', 'a "b" \\ c', 'ä\n', '{}', 'null', '0'].entries()) {
        const id = `${index}`
        const answer = await beforeTheLook(redis, ask, { text, caller: `a:b ${index}`, id }, () =>
          serve(redis, 1),
        )
        if (answer !== `${text} 1`)
          return `the question ${JSON.stringify(text)} is answered by ${JSON.stringify(answer)}`
      }
      return undefined
    },

    'leaves one key at most for a caller, however many replies come too late': async (
      ask,
      stores,
    ) => {
      const { redis } = stores.unwatched
      await redis.flushdb()
      for (let count = 1; count <= 4; count++) {
        await ask(redis, { text: 'tea', caller: 'alice', id: `${count}` })
        await serve(redis, 1)
      }
      const keys = await redis.keys('*')
      return keys.length <= 1 ? undefined : `four late replies leave ${keys.length} keys`
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

/** Something happens when the request is sent, and before the caller looks for the reply. */
async function beforeTheLook(
  redis: Redis,
  ask: Ask,
  question: Question,
  happen: () => Promise<void>,
): Promise<string | undefined> {
  const client = redis.duplicate()
  const rpush = client.rpush.bind(client) as typeof client.rpush
  client.rpush = (async (key: string, ...values: string[]) => {
    const length = await rpush(key, ...values)
    await happen()
    return length
  }) as typeof client.rpush
  try {
    return await ask(client, question)
  } finally {
    client.disconnect()
  }
}

async function serve(redis: Redis, requests: number): Promise<void> {
  for (let count = 1; count <= requests; count++) {
    const [, text] = (await redis.blpop('requests', 0))!
    const { question, replyTo, ...rest } = JSON.parse(text)
    await redis.rpush(replyTo, JSON.stringify({ ...rest, answer: `${question} ${count}` }))
  }
}
