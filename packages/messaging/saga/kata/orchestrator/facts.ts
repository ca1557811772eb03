import { isDeepStrictEqual } from 'node:util'
import { conduct, crashable, turn, watch } from '@lab/conductor'
import type { Race } from '@lab/conductor'
import { defineFacts } from '@lab/kata'
import { postgres } from '@lab/servers/postgres'
import type { Pool } from 'pg'
import { complaint } from '../../src/shop-state.ts'
import type { ShopState } from '../../src/shop-state.ts'

type Command = 'reserve' | 'charge' | 'ship' | 'refund' | 'release'
type Services = Record<Command, (orderId: string) => Promise<'done' | 'refused'>>
type RunOrder = (
  pool: Pool,
  orderId: string,
  services: Services,
) => Promise<'complete' | 'compensated'>
type World = Awaited<ReturnType<typeof openOrders>>

export const facts = defineFacts<RunOrder, World>({
  answer: 'runOrder',
  open: openOrders,
  facts: {
    'completes an order that no service refuses, at whichever step it dies': (run, world) =>
      dies(run, world, undefined, (state) =>
        state.order === 'complete' ? complaint(state) : `no service refuses: ${describe(state)}`,
      ),

    'takes back what was done, the last first, and nothing else': async (run, world) => {
      for (const [refused, expected] of [
        ['reserve', ['reserve']],
        ['charge', ['reserve', 'charge', 'release']],
        ['ship', ['reserve', 'charge', 'ship', 'refund', 'release']],
      ] as const) {
        await world.begin(refused)
        const answer = await run(world.pool, 'order-1', world.services)
        const told = `${refused} is refused`
        if (!isDeepStrictEqual(world.asked, expected)) {
          return `${told}: it asks ${world.asked.join(', ')}, and not ${expected.join(', ')}`
        }
        const { order } = await world.state()
        if (answer !== 'compensated' || order !== 'compensated') {
          return `${told}: it answers "${answer}", and the order is ${order}`
        }
      }
      return undefined
    },

    'keeps to an order that it takes back, wherever it dies': (run, world) =>
      (['ship', 'charge'] as const).map((refused) =>
        dies(run, world, refused, (state) => {
          const undo = refused === 'ship' ? 'refund' : 'release'
          if (!world.asked.includes(undo)) return undefined
          const isUndone = state.order === 'compensated' && complaint(state) === undefined
          return isUndone ? undefined : `${undo} was asked for: ${describe(state)}`
        }),
      ),

    'goes by its own order, and leaves others as they are': async (run, world) => {
      await world.begin(undefined)
      await world.plain.query(`
        insert into orders (id) values ('order-10'), ('order-2'), ('ORDER-1');
        insert into saga_log (order_id, command, outcome)
        select id, command, 'refused' from orders, unnest(array['reserve', 'charge', 'ship']) command
        where id <> 'order-1'`)
      const others = async () => {
        const { rows } = await world.plain.query(`
          select id, status, (select count(*)::int from saga_log where order_id = id) as notes
          from orders where id <> 'order-1' order by id`)
        return rows.map(({ id, status, notes }) => `${id} is ${status} with ${notes} notes`)
      }
      const before = await others()
      const ids = new Set<string>()
      const hears = (command: Command) => (id: string) => {
        ids.add(id)
        return (world.services as Services)[command](id)
      }
      const commands = Object.keys(world.services) as Command[]
      const services = Object.fromEntries(commands.map((each) => [each, hears(each)])) as Services
      const answer = await run(world.pool, 'order-1', services)
      const { order } = await world.state()
      if (answer !== 'complete' || order !== 'complete') {
        return `another order is refused, and order-1 is ${order}: it answers "${answer}"`
      }
      if (ids.size !== 1 || !ids.has('order-1')) {
        return `it runs order-1, and asks services for ${[...ids].join(', ')}`
      }
      const after = await others()
      const at = before.findIndex((each, index) => each !== after[index])
      return at < 0 ? undefined : `it runs order-1; ${before[at]} before, ${after[at]} afterwards`
    },

    'asks no service again when the order is complete': async (run, world) => {
      await world.begin(undefined)
      return asksNothingMore(run, world)
    },

    'asks at most one service again after a restart': async (run, world) => {
      for (const lasts of [['charge'], ['charge', 'ship']] as const) {
        await world.begin(undefined)
        await stopsAt(run, world, lasts)
        const again = askedAgain(world)
        if (again.length > lasts.length) {
          return `it stops while it asks ${lasts.join(' and then ')}, and asks ${again.join(', ')} again`
        }
      }
      return undefined
    },

    'takes back at most one step again after a restart, and none when the order has ended': async (
      run,
      world,
    ) => {
      await world.begin('ship')
      await stopsAt(run, world, ['release'])
      const again = askedAgain(world).filter((command) => !isStep(command))
      if (again.length > 1)
        return `it stops while it asks release, and asks ${again.join(', ')} again`
      await world.begin('ship')
      return asksNothingMore(run, world)
    },
  },
})

/** The program dies at any of its steps and is started again. Then nothing is refused any more. */
function dies(
  run: RunOrder,
  world: World,
  refused: Command | undefined,
  judge: (state: ShopState) => string | undefined,
): Race {
  const work = () => run(world.pool, 'order-1', world.services)
  const restart = () => {
    world.refuseNothing()
    return work()
  }
  return conduct({
    setup: () => world.begin(refused),
    actors: { orchestrator: crashable(work, { restart }) },
    invariant: async () => judge(await world.state()),
  })
}

/** It stops while it asks for each of these, as if it had died there, and then goes on to the end. */
async function stopsAt(run: RunOrder, world: World, lasts: readonly Command[]): Promise<void> {
  const work = () => run(world.pool, 'order-1', world.services)
  for (const last of lasts) {
    const heard = world.leaveUnanswered(last)
    // It never goes on from this call.
    await Promise.race([work(), heard])
  }
  await work()
}

const askedAgain = ({ asked }: World) =>
  asked.filter((command, place) => asked.indexOf(command) < place)

const isStep = (command: Command) => ['reserve', 'charge', 'ship'].includes(command)

/** Runs an order to its end, and once more. */
async function asksNothingMore(run: RunOrder, world: World): Promise<string | undefined> {
  const first = await run(world.pool, 'order-1', world.services)
  const before = world.asked.length
  const again = await run(world.pool, 'order-1', world.services)
  const asked = world.asked.slice(before).join(', ')
  if (asked !== '') return `the order has ended as ${first}, and it asks ${asked} again`
  return again === first ? undefined : `the order has ended as ${first}, and it answers "${again}"`
}

/** The tables of the orders, and services that remember what they have done. */
async function openOrders() {
  const db = await postgres({ schema: new URL('../../schema/orders.sql', import.meta.url) })
  const plain = db.pool()
  const nothing = { taken: 0, charges: 0, paid: 0, shipments: 0 }
  let things = { ...nothing }
  let asked: Command[] = []
  let done = new Set<Command>()
  let refused: Command | undefined
  let unanswered: Command | undefined
  let heard = Promise.withResolvers<void>()

  const service = (command: Command, effect: () => void) => async () => {
    await turn(command)
    asked.push(command)
    if (command === unanswered) {
      unanswered = undefined
      heard.resolve()
      return new Promise<never>(() => {})
    }
    if (done.has(command)) return 'done'
    if (command === refused) return 'refused'
    done.add(command)
    effect()
    return 'done'
  }
  return {
    pool: watch(db.pool()),
    plain,
    services: {
      reserve: service('reserve', () => (things.taken = 1)),
      charge: service('charge', () => (things = { ...things, charges: 1, paid: 30 })),
      ship: service('ship', () => (things.shipments = 1)),
      refund: service('refund', () => (things.paid = 0)),
      release: service('release', () => (things.taken = 0)),
    } satisfies Services,
    /** What the services were asked for, in this order. */
    get asked(): readonly Command[] {
      return asked
    },
    async begin(refuse: Command | undefined): Promise<void> {
      things = { ...nothing }
      asked = []
      done = new Set()
      refused = refuse
      unanswered = undefined
      await plain.query(
        `delete from saga_log; delete from orders; insert into orders (id) values ('order-1')`,
      )
    },
    /** Gives no answer to this command when it comes next; returns when it has come. */
    leaveUnanswered(command: Command): Promise<void> {
      unanswered = command
      heard = Promise.withResolvers()
      return heard.promise
    },
    refuseNothing: () => (refused = undefined),
    async state(): Promise<ShopState> {
      const { rows } = await plain.query(`select status from orders where id = 'order-1'`)
      return { order: rows[0].status, ...things }
    },
    [Symbol.asyncDispose]: () => db[Symbol.asyncDispose](),
  }
}

const describe = ({ order, taken, paid, shipments }: ShopState) =>
  `the order is ${order}, ${taken} taken, ${paid} paid, ${shipments} shipped`
