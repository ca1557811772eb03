import { judge, showRace } from '@lab/stage'
import type { Scene } from '@lab/stage'
import {
  keepsTheOrder,
  parkTheAccount,
  redrive,
  redriveEverything,
  redriveOnce,
  retryInPlace,
  retryTopic,
} from '../src/index.ts'
import type { World } from './open-world.ts'

const inOrder = 'the orders of one account are processed in their order'

export const retryTopicScene: Scene<World> = {
  id: 'retry-topic',
  title: 'A retry topic breaks the order',
  async play(stage, { opened }) {
    await stage.say(
      'Alice pays in 100, then out 80. The first order has failed once: a service was away. The consumer has sent it to a topic for retries, whose own consumer processes it later. Now the second order comes.',
    )
    await showRace(stage, keepsTheOrder(opened, retryTopic), {
      way: 'retry-topic',
      promise: inOrder,
      claim: 'breaks',
      play: { title: 'Order 2 is processed while order 1 waits for its retry' },
      text: 'The key gives both orders to one partition of one topic. The retry topic is another one.',
    })
    await stage.say('Both orders are there, and the consumer tries the first one again itself.')
    await showRace(stage, keepsTheOrder(opened, retryInPlace, 'consumer'), {
      way: 'retry-in-place',
      promise: inOrder,
      claim: 'holds',
      play: { title: 'Order 2 waits until order 1 is processed', schedule: 'consumer×10' },
      text: 'It tries again before it reads on. Meanwhile all accounts of the partition wait, so it is for errors that pass within seconds.',
    })
  },
}

export const parkScene: Scene<World> = {
  id: 'park-the-account',
  title: 'The whole account waits for its retry',
  async play(stage, { opened }) {
    await stage.say(
      'The consumer notes the account of a message that it sends to the retry topic. While there is a note, it sends further messages of that account there too. Other accounts go on.',
    )
    const races = {
      both: { race: keepsTheOrder(opened, parkTheAccount) },
      consumerDies: { race: keepsTheOrder(opened, parkTheAccount, 'consumer') },
      retrierDies: { race: keepsTheOrder(opened, parkTheAccount, 'retrier') },
    }
    await showRace(stage, races, {
      way: 'park-the-account',
      promise: inOrder,
      claim: 'holds',
      play: { title: 'Order 2 follows order 1 into the retry topic', schedule: 'consumer×10' },
      text: 'The note comes before the send. So nothing of the account passes a message that waits, wherever one of them dies.',
    })
  },
}

const comesToAnEnd = 'a message that is hopeless is not tried again and again'

export const redriveScene: Scene<World> = {
  id: 'redrive',
  title: 'Dead letters are sent back, and come again',
  async play(stage, { opened }) {
    await stage.say(
      'Two dead letters: the cause of one is mended, the other one is hopeless. A job sends dead letters back to their topic every night. Five nights pass.',
    )
    const all = await redrive(opened, redriveEverything)
    const once = await redrive(opened, redriveOnce)
    await stage.table({
      title: 'After five nights',
      columns: ['way', 'mended one', 'hopeless one'],
      rows: [
        ['redrive-everything', 'processed', `delivered ${all.deliveries} times`],
        ['redrive-once', 'processed', `delivered ${once.deliveries} times, then left`],
      ],
    })
    const violation = (deliveries: number) =>
      deliveries > 2 ? `it is delivered ${deliveries} times` : undefined
    await judge(
      stage,
      {
        way: 'redrive-everything',
        promise: comesToAnEnd,
        claim: 'breaks',
        text: 'It goes round for ever. A reader of the dead letters that does not stop at the end it found at first even goes round without a pause.',
      },
      violation(all.deliveries),
      { deliveries: all.deliveries },
    )
    await judge(
      stage,
      {
        way: 'redrive-once',
        promise: comesToAnEnd,
        claim: 'holds',
        text: 'A header notes that it was sent back. What comes again needs a person.',
      },
      violation(once.deliveries),
      { deliveries: once.deliveries },
    )
  },
}
