import { judge } from '@lab/stage'
import type { Scene } from '@lab/stage'
import { answerAtOnce, answersBeforeTheMail, mailInTheRequest } from '../src/index.ts'
import type { World } from '../src/index.ts'

const promise = 'the client has its answer before the mail provider is asked, and the mail goes out'

export const requestScene: Scene<World> = {
  id: 'request',
  title: 'A request that sends mail, and one that queues it',
  async play(stage, world) {
    await stage.say(
      'An order is placed over HTTP, and a mail belongs to it. The provider is there, then it is down for the first request that it gets.',
    )
    const ways = [
      {
        way: 'mail-in-the-request',
        placeOrder: mailInTheRequest,
        claim: 'breaks',
        text: 'The answer takes as long as the provider. When that is down, the client gets an error for an order that is fine.',
      },
      {
        way: 'answer-at-once',
        placeOrder: answerAtOnce,
        claim: 'holds',
        text: '202 says accepted, not done. The client can ask under Location, and the worker tries again.',
      },
    ] as const
    for (const { placeOrder, ...judged } of ways) {
      const there = await answersBeforeTheMail(world, placeOrder, 'there')
      const down = await answersBeforeTheMail(world, placeOrder, 'down at first')
      for (const { exchange } of [there, down]) await stage.exchange(timeless(exchange))
      const wrong = [...new Set([...there.violations, ...down.violations])]
      await judge(stage, { ...judged, promise }, wrong.length > 0 ? wrong.join('; ') : undefined, {
        statusWhenThere: there.status,
        statusWhenDown: down.status,
      })
    }
  },
}

type Recorded = Awaited<ReturnType<typeof answersBeforeTheMail>>['exchange']

/** Who waits for whom is in the order of the messages; the times are those of this machine. */
function timeless(exchange: Recorded) {
  const messages = exchange.messages.map(({ atMs: _, ...message }) => message)
  return { ...exchange, messages }
}
