import type { Scene } from '@lab/stage'
import { settings, whatAMessageCosts } from '../src/index.ts'
import type { World } from './open-world.ts'

export const lossesScene: Scene<World> = {
  id: 'losses',
  title: 'A queue loses nothing, unless it is set to',
  async play(stage, { stores: { unwatched } }) {
    await stage.say(
      'Five messages each, and a worker that is late or dies. Each row has the setting that loses messages, and the one that does not.',
    )
    const rows = []
    for (const setting of settings) {
      await unwatched.redis.flushdb()
      const careless = await setting.play(unwatched, 'careless')
      await unwatched.redis.flushdb()
      const careful = await setting.play(unwatched, 'careful')
      rows.push({ setting, careless, careful })
    }
    await stage.table({
      title: 'Received, of 5 that were sent',
      columns: ['broker', 'setting', 'received', 'instead', 'received'],
      rows: rows.map(({ setting: { broker, ...setting }, careless, careful }) => [
        broker,
        setting.careless,
        careless.received,
        setting.careful,
        careful.received,
      ]),
    })
    for (const [way, how, claim, text] of [
      [
        'careless-settings',
        'careless',
        'breaks',
        'None of these settings gives an error. The broker does what it was told.',
      ],
      [
        'careful-settings',
        'careful',
        'holds',
        'A worker takes a message out after its work, and a later one finds what was left. Pub/sub keeps nothing: here its worker is connected all the time.',
      ],
    ] as const) {
      const losing = rows.filter((row) => row[how].received < row[how].sent).length
      await stage.verdict({
        way,
        promise: 'a message that was sent is received',
        claim,
        observed: losing === 0 ? 'holds' : 'breaks',
        text,
        numbers: { settings: rows.length, losing },
      })
    }
  },
}

export const costScene: Scene<World> = {
  id: 'cost',
  title: 'A broker or a table of the database',
  async play(stage, { stores }) {
    await stage.say(
      'One message from its sender to the end of its work, in a way that delivers it again when the worker dies. The requests are counted on the wire.',
    )
    const costs = await whatAMessageCosts(stores)
    const inTheTransaction = costs.at(-1)!
    await stage.table({
      title: 'Requests for one message',
      columns: ['way', 'requests', 'which', 'sent in the transaction of an order'],
      rows: costs.map(({ way, requests }) => [
        way,
        requests.length,
        requests.join(', '),
        way === inTheTransaction.way ? 'yes' : 'no',
      ]),
    })
    await stage.verdict({
      way: 'postgresql-table',
      promise: 'a queue takes a broker',
      claim: 'breaks',
      observed: inTheTransaction.requests.length === 4 ? 'breaks' : 'holds',
      text: 'A table costs one request more, and is written in the transaction of the order. A broker pays when there is more traffic than the database should bear, or when many groups read the same messages.',
      numbers: { requestsOfATable: inTheTransaction.requests.length },
    })
  },
}
