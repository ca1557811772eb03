import { comparedRaces, comparison, concept, raceScene } from '@lab/stage'
import manifest from './package.json' with { type: 'json' }
import { costScene, lossesScene } from './scenes/losses-scene.ts'
import { openWorld } from './scenes/open-world.ts'
import type { World } from './scenes/open-world.ts'
import { shapesScene } from './scenes/shapes-scene.ts'
import {
  answersItsQuestion,
  correlationId,
  queueOfTheCaller,
  queueOfTheRequest,
  sharedQueue,
} from './src/index.ts'

const promise = 'an answer belongs to its question'

export const demo = concept<World>(manifest, {
  open: openWorld,
  headline: ['queue-of-the-caller', 'correlation-id', 'ways-compared'],
  scenes: [
    raceScene(({ stores }: World) => answersItsQuestion(stores, queueOfTheCaller), {
      way: 'queue-of-the-caller',
      title: 'The answer to the question before',
      say: 'Alice asks for the price of a tea through a queue, and waits for the reply in a queue of her own. Her time is up, so she goes on and asks for a cup. The server answers each question when it gets to it.',
      promise,
      claim: 'breaks',
      play: { title: 'The reply comes when alice has given it up' },
      text: 'The late reply stays in the queue, and is taken for the next one. No error is seen: it is a wrong price.',
    }),
    raceScene(({ stores }: World) => answersItsQuestion(stores, correlationId), {
      way: 'correlation-id',
      title: 'An id that comes back with the reply',
      say: 'Each request has an id, and the server sends it back. Alice drops a reply with another id.',
      promise,
      claim: 'holds',
      play: {
        title: 'The late reply is dropped',
        schedule: 'alice×3 server×4 alice×3',
      },
      text: 'The reply says itself which request it answers. How long it took, and which reply came first, does not matter.',
    }),
    raceScene(({ stores }: World) => answersItsQuestion(stores, queueOfTheRequest), {
      way: 'queue-of-the-request',
      title: 'A queue for each request',
      say: 'The reply goes to a queue that is named after the request.',
      promise,
      claim: 'holds',
      play: { title: 'The late reply stays where it is', schedule: 'alice×4 server×4' },
      text: 'A late reply goes to a queue that no caller looks into. It stays there as a key, unless the server lets it expire.',
    }),
    raceScene(
      ({ stores }: World) =>
        answersItsQuestion(stores, sharedQueue, { alice: ['tea'], bob: ['jug'] }),
      {
        way: 'shared-queue',
        title: 'Two callers share a queue for replies',
        say: 'Alice and bob ask one question each, and take the reply from the same queue.',
        promise,
        claim: 'breaks',
        play: { title: 'Bob takes the reply to alice' },
        text: 'Competing consumers are right for work that anybody may do. A reply is for one caller.',
      },
    ),
    shapesScene,
    lossesScene,
    costScene,
    comparison<World>({
      promise,
      best: 'correlation-id',
      answer:
        'Say: "A queue gives each message to one of its consumers, a topic to every group. For request and reply I send a correlation id and the name of my reply queue, and I drop replies with another id, because a reply can come after I have given it up. What a queue loses depends on its settings: I take one that keeps a message until the worker has acknowledged it, and the worker acknowledges after the work. If I have a database and little traffic, a table with skip locked is a queue too, and it is in the transaction of the order."',
      ways: ({ stores }) =>
        comparedRaces([
          {
            way: 'shared-queue',
            race: answersItsQuestion(stores, sharedQueue),
            claim: 'breaks',
            price: 'the reply of another one',
          },
          {
            way: 'queue-of-the-caller',
            race: answersItsQuestion(stores, queueOfTheCaller),
            claim: 'breaks',
            price: 'the reply of an earlier request',
          },
          {
            way: 'correlation-id',
            race: answersItsQuestion(stores, correlationId),
            claim: 'holds',
            price: 'late replies are read and dropped',
          },
          {
            way: 'queue-of-the-request',
            race: answersItsQuestion(stores, queueOfTheRequest),
            claim: 'holds',
            price: 'a key for each late reply',
          },
        ]),
    }),
  ],
})
