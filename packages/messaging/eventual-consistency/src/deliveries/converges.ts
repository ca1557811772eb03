import { conduct } from '@lab/conductor'
import type { Race } from '@lab/conductor'
import type { World } from '../open-replicas.ts'
import type { PostEvent, PostView, Queryable, ReadModel } from './read-model.ts'

/** What reaches the replica in the west, by the name of each delivery. */
export type Deliveries = Record<string, PostEvent>

// The first writer's clock is five seconds ahead of the second one's, who writes three seconds later.
const firstTitle = {
  post: 1,
  version: 1,
  writtenAt: 5_000,
  type: 'titled',
  title: 'Hello',
} as const
const secondTitle = {
  post: 1,
  version: 2,
  writtenAt: 3_000,
  type: 'titled',
  title: 'Hello, world',
} as const
const like = { post: 1, version: 1, writtenAt: 5_000, type: 'liked', user: 'alice' } as const
const unlike = { post: 1, version: 2, writtenAt: 3_000, type: 'unliked', user: 'alice' } as const

export const deliveries = {
  titles: { 'first-title': firstTitle, 'second-title': secondTitle },
  twice: { like, 'like-again': like },
  unlike: { like, unlike },
  likeAgain: { like, unlike, 'like-again': like },
} satisfies Record<string, Deliveries>

/** The same two titles, with other times of the writers' clocks. */
export function titlesWrittenAt(first: number, second: number): Deliveries {
  return {
    'first-title': { ...firstTitle, writtenAt: first },
    'second-title': { ...secondTitle, writtenAt: second },
  }
}

/**
 * The contract: when all events have arrived, the replicas are equal, and equal to what happened.
 * East gets each event once and in order, west gets the deliveries in every order of their steps.
 * When west always equals east, two replicas that both get them in any order are equal, too.
 *
 * @param asks Whether to ask only that the replicas are equal.
 */
export function converges(
  { east, west }: World,
  way: ReadModel,
  arriving: Deliveries,
  asks: 'equal' | 'right' = 'right',
): Race {
  const happened = inOrder(arriving)
  return conduct({
    async setup() {
      await Promise.all([east, west].map(({ plain }) => publishPost(plain)))
      for (const event of happened) await way.apply(east.plain, event)
    },
    actors: Object.fromEntries(
      Object.entries(arriving).map(([name, event]) => [name, () => way.apply(west.pool, event)]),
    ),
    async invariant() {
      const [atEast, atWest] = [await way.read(east.plain, 1), await way.read(west.plain, 1)]
      if (textOf(atEast) !== textOf(atWest)) {
        return `east has ${textOf(atEast)}, and west ${textOf(atWest)}`
      }
      if (asks === 'equal') return undefined
      const right = textOf(whatHappened(happened))
      return textOf(atEast) === right ? undefined : `both have ${textOf(atEast)}, right is ${right}`
    },
  })
}

/** A post without likes. */
export async function publishPost(pool: Queryable): Promise<void> {
  await clearReplica(pool)
  await pool.query(`insert into titles (post_id, title) values (1, 'Draft');
    insert into like_counts (post_id, likes) values (1, 0);
    insert into applied (post_id, version) values (1, 0)`)
}

export async function clearReplica(pool: Queryable): Promise<void> {
  await pool.query(`delete from titles; delete from like_counts; delete from likes;
    delete from seen; delete from applied; delete from waiting`)
}

function inOrder(arriving: Deliveries): PostEvent[] {
  return [...new Set(Object.values(arriving))].toSorted((one, other) => one.version - other.version)
}

function whatHappened(events: readonly PostEvent[]): PostView {
  let title = 'Draft'
  const likers = new Set<string>()
  for (const event of events) {
    if (event.type === 'titled') title = event.title
    else if (event.type === 'liked') likers.add(event.user)
    else likers.delete(event.user)
  }
  return { title, likes: likers.size }
}

const textOf = ({ title, likes }: PostView) =>
  `"${title}" with ${likes} ${likes === 1 ? 'like' : 'likes'}`
