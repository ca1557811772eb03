import { conduct, crashable } from '@lab/conductor'
import type { Race } from '@lab/conductor'
import { defineFacts } from '@lab/kata'
import type { Pool } from 'pg'
import { clearReplica, openReplicas } from '../../src/index.ts'
import type { PostEvent, PostView, World } from '../../src/index.ts'

/** What one process applies events and reads posts with. */
export type OpenReadModel = (pool: Pool) => {
  apply(event: PostEvent): Promise<void>
  read(post: number): Promise<PostView>
}

type Change = { title: string } | { liked: string } | { unliked: string }

export const facts = defineFacts<OpenReadModel, World>({
  answer: 'openReadModel',
  open: openReplicas,
  facts: {
    'shows the newest title, in every order of two changes': (open, world) => [
      arriveTogether(open, world, {
        before: titles(8),
        events: {
          ninth: event(9, { title: 'title 9' }),
          tenth: behind(event(10, { title: 'title 10' })),
        },
        shows: { title: 'title 10', likes: 0 },
      }),
      // There is no row yet that one of them could lock, and an empty title is one, too.
      arriveTogether(open, world, {
        before: [],
        events: {
          first: event(1, { title: 'title 1' }),
          second: event(2, { title: '' }),
        },
        shows: { title: '', likes: 0 },
      }),
    ],

    'counts a like once, when its event comes twice, in every order': (open, world) => {
      const like = event(2, { liked: 'alice' })
      return arriveTogether(open, world, {
        before: titles(1),
        events: { once: like, twice: like },
        shows: { title: 'title 1', likes: 1 },
      })
    },

    'shows what a user did last, in every order of a like and an unlike': (open, world) => [
      arriveTogether(open, world, {
        before: titles(8),
        events: {
          like: event(9, { liked: 'alice' }),
          unlike: behind(event(10, { unliked: 'alice' })),
        },
        shows: { title: 'title 8', likes: 0 },
      }),
      arriveTogether(open, world, {
        before: [...titles(1), event(2, { liked: 'alice' })],
        events: { unlike: event(3, { unliked: 'alice' }), like: event(4, { liked: 'alice' }) },
        shows: { title: 'title 1', likes: 1 },
      }),
      arriveTogether(open, world, {
        before: [...titles(1), event(2, { liked: 'alice' }), event(3, { unliked: 'alice' })],
        events: { 'like-again': event(2, { liked: 'alice' }) },
        shows: { title: 'title 1', likes: 0 },
      }),
    ],

    'applies an older event about something else': async (open, world) => {
      const shown = await applyOneByOne(open, world, [
        event(3, { title: 'Hello' }),
        event(2, { liked: 'alice' }),
        event(1, { liked: 'bob' }),
      ])
      return wrong(shown, { title: 'Hello', likes: 2 })
    },

    'keeps posts and users apart': async (open, world) => {
      const users = ['alice', 'alice ', 'a_ice', 'Alice', "o'hara"]
      await applyOneByOne(open, world, [
        event(1, { title: 'one' }),
        ...users.map((user, at) => event(at + 2, { liked: user })),
        { ...event(1, { title: 'eleven' }), post: 11 },
        { ...event(2, { liked: 'alice' }), post: 11 },
        { ...event(3, { unliked: 'alice' }), post: 11 },
        { ...event(4, { liked: 'bob' }), post: 11 },
      ])
      const { read } = open(world.east.plain)
      return (
        wrong(await read(1), { title: 'one', likes: 5 }) ??
        wrong(await read(11), { title: 'eleven', likes: 1 })
      )
    },

    'answers for a post without a title, without a like, and without both': async (open, world) => {
      for (const [events, shows] of [
        [[], { title: '', likes: 0 }],
        [[event(1, { liked: 'alice' })], { title: '', likes: 1 }],
        [[event(1, { title: 'Hello' })], { title: 'Hello', likes: 0 }],
      ] as const) {
        const problem = wrong(await applyOneByOne(open, world, events), shows)
        if (problem !== undefined) return problem
      }
      return undefined
    },

    'takes a title with quotes': async (open, world) => {
      const title = "it's 100 % 'quoted'"
      return wrong(await applyOneByOne(open, world, [event(1, { title })]), { title, likes: 0 })
    },

    'shows what another process has applied': async (open, world) => {
      await clearAll(world.east.plain)
      const [mine, other] = [open(world.east.plain), open(world.east.plain)]
      await mine.apply(event(1, { title: 'Hello' }))
      await mine.read(1)
      await other.apply(event(2, { title: 'Hello, world' }))
      await other.apply(event(3, { liked: 'alice' }))
      return wrong(await mine.read(1), { title: 'Hello, world', likes: 1 })
    },

    'loses no event when the database is away for a moment': async (open, world) => {
      const { plain } = world.east
      await clearAll(plain)
      for (const one of [event(1, { title: 'Hello' }), event(2, { liked: 'alice' })]) {
        const { apply } = open(awayOnce(plain))
        // What throws is delivered again.
        await apply(one).catch(() => apply(one))
      }
      return wrong(await open(plain).read(1), { title: 'Hello', likes: 1 })
    },

    'loses no event, wherever a process dies': (open, world) => {
      const { pool, plain } = world.east
      const events = [event(1, { title: 'Hello' }), event(2, { liked: 'alice' })]
      const work = async () => {
        const { apply } = open(pool)
        for (const one of events) await apply(one)
      }
      return conduct({
        setup: () => clearAll(plain),
        actors: { process: crashable(work, { restart: work }) },
        async invariant() {
          const { title, likes } = await open(plain).read(1)
          if (title !== 'Hello') return `the title is "${title}", and must be "Hello"`
          // Whether it counts once says another fact.
          return likes === 0 ? 'Alice has liked the post, and it shows no like' : undefined
        },
      })
    },
  },
})

function event(version: number, change: Change): PostEvent {
  const about = { post: 1, version, writtenAt: version * 1_000 }
  if ('title' in change) return { ...about, type: 'titled', title: change.title }
  return 'liked' in change
    ? { ...about, type: 'liked', user: change.liked }
    : { ...about, type: 'unliked', user: change.unliked }
}

/** The clock of its writer is behind that of the one before. */
function behind(one: PostEvent): PostEvent {
  return { ...one, writtenAt: one.writtenAt - 1_500 }
}

function titles(count: number): PostEvent[] {
  return Array.from({ length: count }, (_, at) => event(at + 1, { title: `title ${at + 1}` }))
}

interface Arrival {
  /** What has arrived in order before. */
  before: readonly PostEvent[]
  /** What arrives now, in every order, each at a process of its own. */
  events: Record<string, PostEvent>
  shows: PostView
}

function arriveTogether(open: OpenReadModel, world: World, arrival: Arrival): Race {
  const { before, events, shows } = arrival
  const { pool, plain } = world.east
  return conduct({
    async setup() {
      await applyAll(open, plain, before)
      await open(plain).read(1)
    },
    actors: Object.fromEntries(
      Object.entries(events).map(([name, one]) => [name, () => open(pool).apply(one)]),
    ),
    invariant: async () => wrong(await open(plain).read(1), shows),
  })
}

/** A pool whose first statement, or first connection, fails. */
function awayOnce(pool: Pool): Pool {
  let isAway = true
  const fail = () => {
    isAway = false
    return Promise.reject(new Error('Connection terminated unexpectedly'))
  }
  return new Proxy(pool, {
    get(target, key) {
      if (isAway && (key === 'query' || key === 'connect')) return fail
      const value: unknown = Reflect.get(target, key)
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
}

async function applyOneByOne(
  open: OpenReadModel,
  { east }: World,
  events: readonly PostEvent[],
): Promise<PostView> {
  await applyAll(open, east.plain, events)
  return open(east.plain).read(1)
}

/** An answer may use any table of the schema. */
async function clearAll(pool: Pool): Promise<void> {
  await clearReplica(pool)
  await pool.query(`delete from numbers; delete from likers; delete from counters;
    delete from tags; delete from events`)
}

async function applyAll(
  open: OpenReadModel,
  plain: Pool,
  events: readonly PostEvent[],
): Promise<void> {
  await clearAll(plain)
  for (const one of events) await open(plain).apply(one)
}

function wrong(shown: PostView, right: PostView): string | undefined {
  const problems = [
    shown.title !== right.title && `the title is "${shown.title}", and must be "${right.title}"`,
    shown.likes !== right.likes && `likes are ${shown.likes}, and must be ${right.likes}`,
  ].filter(Boolean)
  return problems.length === 0 ? undefined : problems.join('; ')
}
