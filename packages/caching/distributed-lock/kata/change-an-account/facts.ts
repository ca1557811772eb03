import { answerOf, conduct, turn } from '@lab/conductor'
import type { Endings, Race } from '@lab/conductor'
import { virtualClock } from '@lab/conductor/clock'
import type { VirtualClock } from '@lab/conductor/clock'
import { defineFacts } from '@lab/kata'
import type { Redis } from 'ioredis'
import type { Pool } from 'pg'
import { letsTheNextOneIn, openAccount, openStores } from '../../src/index.ts'
import type { Deposit, World } from '../../src/index.ts'

type Answer = 'done' | 'busy' | 'refused'

/** What one worker changes accounts with. */
export type OpenAccounts = (
  pool: Pool,
  redis: Redis,
) => { change(id: number, compute: (balance: number) => Promise<number>): Promise<Answer> }

export const facts = defineFacts<OpenAccounts, World>({
  answer: 'openAccounts',
  open: openStores,
  facts: {
    'writes what compute makes of the balance, and nothing else': async (open, world) => {
      const { change } = await begin(open, world)
      const answers = [await change(1, (balance) => Promise.resolve(balance - 100))]
      answers.push(await change(1, (balance) => Promise.resolve(balance + 30)))
      const found = `${answers.join(' and ')}, ${await balances(world)}`
      if (found === 'done and done, 30 2000 11000') return undefined
      return `100 less and 30 more of account 1, and it is ${found}`
    },

    'computes for one worker at a time, for nine seconds': (open, world) => oneAtATime(world, open),

    'keeps every change that is done, also of a holder that is late': (open, world) => ({
      race: isLateAnywhere(world, open),
      explore: { preemptions: 1 },
    }),

    'leaves the lock of the next holder alone': (open, world) => ({
      race: leavesTheNextAlone(world, open),
      explore: { preemptions: 1 },
    }),

    'lets the next worker in after ten seconds, wherever one dies': (open, world) =>
      letsTheNextOneIn(world, depositOf(open)),

    'throws what compute has thrown': async (open, world) => {
      const { change } = await begin(open, world)
      const thrown = new Error('no such currency')
      const got = await change(1, () => Promise.reject(thrown)).catch((error: unknown) => error)
      return got === thrown
        ? undefined
        : `compute throws an error, and the caller gets ${String(got)}`
    },

    'is free again at once when compute has thrown': async (open, world) => {
      const { change } = await begin(open, world)
      await change(1, () => Promise.reject(new Error('no such currency'))).catch(() => {})
      const answer = await change(1, (balance) => Promise.resolve(balance))
      return answer === 'done' ? undefined : `compute has thrown, and the next one is "${answer}"`
    },

    'locks one account, and no other': async (open, world) => {
      const { change } = await begin(open, world)
      const others: Answer[] = []
      await change(1, async (balance) => {
        for (const id of [2, 11]) others.push(await change(id, (own) => Promise.resolve(own)))
        return balance
      })
      if (others.join() === 'done,done') return undefined
      return `account 1 is being changed, and 2 and 11 are ${others.join(' and ')}`
    },
  },
})

const depositOf =
  (open: OpenAccounts): Deposit =>
  (stores, id, amount) =>
    open(stores.pool, stores.redis).change(id, (balance) => Promise.resolve(balance + amount))

/** Three accounts, and no lock. */
async function begin(open: OpenAccounts, world: World): Promise<ReturnType<OpenAccounts>> {
  await openAccount(world)
  await world.db.plain.query('insert into accounts (id, balance) values (2, 2000), (11, 11000)')
  return open(world.db.plain, world.space.plain)
}

async function balances({ db }: World): Promise<string> {
  const { rows } = await db.plain.query('select balance from accounts order by id')
  return rows.map(({ balance }) => balance).join(' ')
}

/** Alice computes for nine seconds, and bob comes. */
function oneAtATime(world: World, open: OpenAccounts): Race {
  const clock = virtualClock()
  let inside: string[] = []
  let together: string | undefined
  const worker = (name: string, takes: () => Promise<void>) => {
    const redis = world.space.watched()
    const compute = async (balance: number) => {
      inside.push(name)
      if (inside.length > 1) together = `${inside.join(' and ')} compute at the same time`
      await takes()
      inside = inside.filter((other) => other !== name)
      return balance
    }
    return () => open(world.db.pool, redis).change(1, compute)
  }
  return conduct({
    clock,
    async setup() {
      ;[inside, together] = [[], undefined]
      await openAccount(world)
    },
    actors: {
      alice: worker('alice', async () => {
        await clock.sleep(9_000, 'nine seconds have passed')
        await turn('alice has computed')
      }),
      bob: worker('bob', () => turn('bob has computed')),
    },
    invariant: () => Promise.resolve(together),
  })
}

/** Twelve seconds pass at any step of alice, and bob and carol come: carol while bob computes. */
function leavesTheNextAlone(world: World, open: OpenAccounts): Race {
  let carol: Answer | undefined
  return twelveSecondsLater(world, open, {
    async bob(change, clock) {
      carol = undefined
      return change(1, async (balance) => {
        await bobComputes(clock)
        carol = await change(1, (own) => Promise.resolve(own))
        return balance
      })
    },
    wrong: () =>
      Promise.resolve(
        carol === undefined || carol === 'busy'
          ? undefined
          : `bob computes, and carol gets "${carol}": alice has released the lock of bob`,
      ),
  })
}

/** Twelve seconds pass at any step of alice, who adds 10, and bob adds 20. */
function isLateAnywhere(world: World, open: OpenAccounts): Race {
  return twelveSecondsLater(world, open, {
    bob: (change, clock) =>
      change(1, async (balance) => {
        await bobComputes(clock)
        return balance + 20
      }),
    async wrong({ alice, bob }) {
      const [tens, twenties] = [alice, bob].map((ending) => Number(answerOf(ending!) === 'done'))
      const expected = 100 + 10 * tens! + 20 * twenties!
      const balance = await balances(world)
      if (balance === String(expected)) return undefined
      return `100 and what is done are ${expected}, and the balance is ${balance}`
    },
  })
}

const bobComputes = (clock: VirtualClock) => clock.sleep(500, 'bob has computed')

function twelveSecondsLater(
  world: World,
  open: OpenAccounts,
  {
    bob,
    wrong,
  }: {
    bob(change: ReturnType<OpenAccounts>['change'], clock: VirtualClock): Promise<Answer>
    wrong(endings: Endings): Promise<string | undefined>
  },
): Race {
  const clock = virtualClock()
  const [redis, others] = [world.space.watched(), world.space.watched()]
  return conduct({
    clock,
    setup: () => openAccount(world),
    actors: {
      alice: () => open(world.db.pool, redis).change(1, (balance) => Promise.resolve(balance + 10)),
      async bob() {
        await clock.sleep(12_000, 'twelve seconds have passed')
        return bob(open(world.db.pool, others).change, clock)
      },
    },
    invariant: wrong,
  })
}
