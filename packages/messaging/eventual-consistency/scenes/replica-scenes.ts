import { judge, showRace } from '@lab/stage'
import type { Claim, Scene } from '@lab/stage'
import {
  brokenLaws,
  counterPerReplica,
  countsEveryWrite,
  differentUsers,
  mergeNames,
  newestNumber,
  oneTransaction,
  projectedLater,
  sameUser,
  showsTheOwnLike,
  taggedLikes,
  unionOfRows,
} from '../src/index.ts'
import type { LikeStore, World } from '../src/index.ts'

const counted = 'two replicas that take writes count every write'

interface Store {
  way: string
  store: LikeStore
  claim: Claim
  title?: string
  text: string
}

const stores: Store[] = [
  {
    way: 'newest-number',
    store: newestNumber,
    claim: 'breaks',
    title: 'The later number replaces the other one',
    text: 'The clocks are perfect here. A number says nothing of the writes that it was made from, so the later one takes the other write with it.',
  },
  {
    way: 'union-of-rows',
    store: unionOfRows,
    claim: 'breaks',
    text: 'Carol is gone in the west and there in the east. A union cannot tell "deleted" from "not yet arrived", and brings her back.',
  },
  {
    way: 'counter-per-replica',
    store: counterPerReplica,
    claim: 'holds',
    title: 'Each replica writes only its own numbers',
    text: 'A PN-counter. Each number only grows, so the greater one is the newer one, and no write is in two numbers.',
  },
  {
    way: 'tagged-likes',
    store: taggedLikes,
    claim: 'holds',
    text: 'An OR-set. Tags and marks are only added. To unlike marks the tags that the replica has; a like elsewhere at the same time has another tag and stays.',
  },
]

export const twoWritersScene: Scene<World> = {
  id: 'two-writers',
  title: 'Both replicas take writes',
  async play(stage, world) {
    await stage.say(
      'No common source numbers the events now: east takes a like of Bob and west an unlike of Carol, without asking each other. A merge brings the state of the east to the west, at any moment of the write there. Afterwards they merge both ways, and once again.',
    )
    for (const { way, store, claim, title, text } of stores) {
      await showRace(stage, countsEveryWrite(world, store, differentUsers), {
        way,
        promise: counted,
        claim,
        text,
        ...(title && { play: { title, schedule: 'west×3 merge×6' } }),
      })
    }
  },
}

export const sameUserScene: Scene<World> = {
  id: 'same-user',
  title: 'One user likes at both replicas',
  async play(stage, world) {
    const promise = 'a user counts once, also with a like at each replica'
    await stage.say('Bob likes the post on his phone in the east and on his laptop in the west.')
    await showRace(stage, countsEveryWrite(world, counterPerReplica, sameUser), {
      way: 'counter-per-replica',
      promise,
      claim: 'breaks',
      text: 'The counter has counted both writes, as it promises. It does not know users. That is right for views, and wrong for likes.',
    })
    await showRace(stage, countsEveryWrite(world, taggedLikes, sameUser), {
      way: 'tagged-likes',
      promise,
      claim: 'holds',
      text: 'Two tags of one user are one like.',
    })
  },
}

export const mergeLawsScene: Scene<World> = {
  id: 'merge-laws',
  title: 'What makes the order irrelevant',
  async play(stage, world) {
    await stage.say(
      'A merge may come in any order (commutative), in any groups (associative) and twice (idempotent). fast-check looks for states that break one of the three, and shrinks what it finds.',
    )
    const found = mergeNames.map((name) => ({ name, laws: brokenLaws(name) }))
    const mark = (broken: string | undefined) => (broken === undefined ? '✓' : '✗')
    await stage.table({
      title: 'Three laws',
      columns: ['merge', 'any order', 'any groups', 'twice', 'smallest states that break it'],
      rows: found.map(({ name, laws: { commutative, associative, idempotent } }) => [
        name,
        mark(commutative),
        mark(associative),
        mark(idempotent),
        commutative ?? associative ?? idempotent ?? '',
      ]),
    })
    const lawful = found.filter(({ laws }) => !Object.values(laws).some(Boolean))
    const isLawful = lawful.some(({ name }) => name === 'union-of-rows')
    const union = await countsEveryWrite(world, unionOfRows, differentUsers).explore()
    await judge(
      stage,
      {
        way: 'union-of-rows',
        promise: 'a merge that keeps the three laws counts every write',
        claim: 'breaks',
        text: 'The laws make replicas equal. They do not say that what they agree on has happened.',
      },
      isLawful && union.violations > 0
        ? `It keeps all three, and brings a deleted like back in ${union.violations} of ${union.schedules} orders`
        : undefined,
      { merges: found.length, lawful: lawful.length },
    )
  },
}

const own = 'a user sees the own like'

export const stalenessScene: Scene<World> = {
  id: 'staleness',
  title: 'ACID and BASE, and what each costs',
  async play(stage, world) {
    await stage.say(
      'Alice and Bob like the same post, and Alice looks at the count. ACID: one transaction writes the like and the count. BASE: a like is an event, and a projector counts later.',
    )
    await showRace(stage, showsTheOwnLike(world, oneTransaction), {
      way: 'one-transaction',
      promise: own,
      claim: 'holds',
      play: { title: 'Bob waits for the row of the count', schedule: 'alice×3 bob×3 alice×4 bob' },
      text: 'All who like this post stand in line for one row. On a second server the transaction would have to span both.',
    })
    await showRace(stage, showsTheOwnLike(world, projectedLater), {
      way: 'projected-later',
      promise: own,
      claim: 'breaks',
      play: { title: 'Alice looks before the projector' },
      text: 'No user waits for another one. Alice sees the count from before, and the end is right in every order.',
    })
  },
}
