import fc from 'fast-check'
import type { World } from '../open-replicas.ts'
import { publishPost } from './converges.ts'
import type { PostEvent, ReadModel } from './read-model.ts'

type Change = 'hello' | 'bye' | 'alice' | 'bob'

const late = fc.nat({ max: 6 })

/** What happens to a post, how many others each event lets go first, and whether it comes again. */
const arrivals = fc
  .array(
    fc.record({
      change: fc.constantFrom<Change>('hello', 'bye', 'alice', 'bob'),
      late,
      again: fc.option(late),
    }),
    { minLength: 1, maxLength: 6 },
  )
  .map((changes) => {
    const events = toEvents(changes.map(({ change }) => change))
    const arriving = changes.flatMap(({ late: first, again }, at) => {
      const deliveries = [{ event: events[at]!, place: at + first }]
      if (again !== null) deliveries.push({ event: events[at]!, place: at + again })
      return deliveries
    })
    return {
      events,
      arriving: arriving
        .toSorted((one, other) => one.place - other.place)
        .map(({ event }) => event),
    }
  })

/** A user who likes the post takes it back, and the other way round. */
function toEvents(changes: Change[]): PostEvent[] {
  const likers = new Set<string>()
  return changes.map((change, at) => {
    const event = { post: 1, version: at + 1, writtenAt: at }
    if (change === 'hello' || change === 'bye') return { ...event, type: 'titled', title: change }
    const liked = !likers.delete(change)
    if (liked) likers.add(change)
    return { ...event, type: liked ? 'liked' : 'unliked', user: change }
  })
}

/** Looks for the smallest arrival after which the replicas differ, as `1 liked, 1 liked`, by version. */
export async function smallestDifference(
  { east, west }: World,
  way: ReadModel,
): Promise<string | undefined> {
  const law = fc.asyncProperty(arrivals, async ({ events, arriving }) => {
    for (const { plain } of [east, west]) await publishPost(plain)
    for (const event of events) await way.apply(east.plain, event)
    for (const event of arriving) await way.apply(west.plain, event)
    const [atEast, atWest] = [await way.read(east.plain, 1), await way.read(west.plain, 1)]
    return atEast.title === atWest.title && atEast.likes === atWest.likes
  })
  const { counterexample } = await fc.check(law, { seed: 1, numRuns: 40 })
  return counterexample?.[0].arriving.map(({ version, type }) => `${version} ${type}`).join(', ')
}
