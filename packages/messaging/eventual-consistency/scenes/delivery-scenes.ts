import { judge, raceScene, showRace } from '@lab/stage'
import type { RaceScene, Scene, Stage } from '@lab/stage'
import { differenceOf } from '@lab/stage/difference-of'
import { converges, deliveries, lostEvent, lostWrites, titlesWrittenAt } from '../src/index.ts'
import type { World } from '../src/index.ts'
import { promise, wayOf } from './ways.ts'

const file = (way: string) => new URL(`../src/deliveries/${way}.ts`, import.meta.url)

/** One scene for each way, about the deliveries that it is good or bad at. */
function deliveryScene(
  way: string,
  arriving: keyof typeof deliveries,
  scene: Omit<RaceScene<World>, 'way' | 'promise' | 'claim'>,
): Scene<World> {
  const { model, claim } = wayOf(way)
  const race = (world: World) => converges(world, model, deliveries[arriving])
  return raceScene(race, { way, promise, claim, ...scene })
}

export const asItComesScene: Scene<World> = {
  id: 'as-it-comes',
  title: 'Apply each event as it comes',
  async play(stage, world) {
    const { model, claim } = wayOf('as-it-comes')
    await stage.say(
      'A post has two titles, one after the other, and in another run Alice likes it. East gets each event once and in order. West gets the same events in any order, also two at the same time, and the like twice.',
    )
    const races = {
      titles: { race: converges(world, model, deliveries.titles) },
      twice: { race: converges(world, model, deliveries.twice) },
    }
    await showRace(stage, races, {
      way: 'as-it-comes',
      promise,
      claim,
      play: { title: 'West gets the second title first' },
      text: 'Every event has arrived, and nothing is left that would mend it. A like that comes twice counts 2 in every order.',
    })
  },
}

export const versionPerFactScene = deliveryScene('version-per-fact', 'titles', {
  title: 'Each fact keeps the version that it was last set by',
  say: "The writers' side numbers the events of a post. The title has the version of the event that set it, and each user's like has its own. An event sets its fact only when it is newer.",
  async before(stage) {
    await stage.listing(
      await differenceOf(file('as-it-comes'), file('version-per-fact'), {
        title: 'What version-per-fact changes in as-it-comes',
        from: 'export const',
      }),
    )
  },
  play: {
    title: 'The same order: the older title changes no row',
    schedule: 'second-title×3 first-title×3',
  },
  text: 'The newest event of each fact decides, whatever the order, and the same event twice is no newer. So any order ends in the same state.',
})

export const seenEventsScene = deliveryScene('seen-events', 'titles', {
  title: 'Skip the events that were seen before',
  say: 'An inbox, as for an idempotent consumer: the event is stored with its effect, and skipped when it comes again.',
  play: { title: 'The older title was never seen' },
  text: 'It mends duplicates, so counts are right: plus and minus give the same in any order. Two titles do not: the one that comes last stays.',
})

export const rowPerLikeScene = deliveryScene('row-per-like', 'unlike', {
  title: 'A like is a row, and to unlike deletes it',
  say: 'The key is post and user, so a like counts once. Alice likes the post and takes it back. West may get the unlike first.',
  play: { title: 'The unlike deletes nothing, and the like comes after it' },
  text: 'A deleted row says no more than one that never was. It needs a tombstone: a row that stays and says "not liked, since version 2".',
})

export const tombstoneScene: Scene<World> = {
  id: 'tombstone',
  title: 'The same with a tombstone',
  async play(stage, world) {
    await stage.say('version-per-fact sets liked to false and keeps the row with its version.')
    const { model, claim } = wayOf('version-per-fact')
    const races = {
      unlike: { race: converges(world, model, deliveries.unlike) },
      likeAgain: { race: converges(world, model, deliveries.likeAgain) },
    }
    await showRace(stage, races, {
      way: 'version-per-fact',
      promise,
      claim,
      play: { title: 'The like finds a newer row', schedule: 'unlike×3 like×3' },
      text: 'The row may go once no older event can come any more, such as after the retention of the topic. A row that is deleted sooner lets the like come back.',
    })
  },
}

export const versionPerPostScene = deliveryScene('version-per-post', 'unlike', {
  title: 'One version for the whole post',
  say: 'Apply an event when its version is above the last one of the post. The events say a change: one like more, one like less.',
  play: { title: 'The like comes late and is dropped' },
  text: 'What is newest replaces the others only if it says the whole state. An event that says a change must not be dropped.',
})

export const lastWriteWinsScene: Scene<World> = {
  id: 'last-write-wins',
  title: 'Last write wins, by the clock of the writer',
  async play(stage, world) {
    const { model } = wayOf('last-write-wins')
    await stage.say(
      "Two editors set the title, the second one three seconds after the first. The first one's clock is five seconds ahead. An event sets the title when its time is later.",
    )
    const clocksApart = { race: converges(world, model, deliveries.titles) }
    await showRace(
      stage,
      { clocksApart },
      {
        way: 'last-write-wins',
        promise,
        claim: 'breaks',
        play: {
          title: 'In order, and the second title changes no row',
          schedule: 'first-title×3 second-title×3',
        },
        text: 'Both replicas keep "Hello", in every order. No error says so: UPDATE 0.',
      },
    )
    const equalOnly = { race: converges(world, model, deliveries.titles, 'equal') }
    await showRace(
      stage,
      { equalOnly },
      {
        way: 'last-write-wins',
        promise: equal,
        claim: 'holds',
        text: 'They agree. Equal is not right: this is why the loss is found late, by a person.',
      },
    )
    const sameMillisecond = {
      race: converges(world, model, titlesWrittenAt(5_000, 5_000), 'equal'),
    }
    await showRace(
      stage,
      { sameMillisecond },
      {
        way: 'last-write-wins',
        promise: `${equal}, also when two clocks show the same millisecond`,
        claim: 'breaks',
        play: { title: 'Neither is later, so the first to come stays' },
        text: 'A tie needs a second rule that is the same everywhere, such as the greater id of the writer.',
      },
    )
    await countLostWrites(stage, world)
  },
}

const equal = 'the replicas end equal'

async function countLostWrites(stage: Stage, world: World): Promise<void> {
  const rows: [number, number][] = []
  for (const aheadMs of [0, 900, 1_100, 5_000]) {
    rows.push([aheadMs, await lostWrites(world, wayOf('last-write-wins').model, aheadMs)])
  }
  await stage.table({
    title: 'Two editors in turn, ten titles, one each second, all events in order',
    columns: ['clock ahead (ms)', 'titles never shown'],
    rows,
  })
  const numbers = { writes: 10, lost: rows.at(-1)![1] }
  await judge(
    stage,
    {
      way: 'last-write-wins',
      promise: 'no write is lost',
      claim: 'breaks',
      text: 'Every write of the slower clock is lost that comes sooner after the other than the clocks are apart. In this run no event was late.',
    },
    numbers.lost > 0 ? `${numbers.lost} of ${numbers.writes} titles were never shown` : undefined,
    numbers,
  )
}

export const waitForTheGapScene: Scene<World> = {
  id: 'wait-for-the-gap',
  title: 'Apply the events strictly by version',
  async play(stage, world) {
    const { model, claim } = wayOf('wait-for-the-gap')
    await stage.say(
      'An event that comes too early is stored, and applied when those before it are there. The events may say changes.',
    )
    const races = {
      unlike: { race: converges(world, model, deliveries.unlike) },
      twice: { race: converges(world, model, deliveries.twice) },
    }
    await showRace(stage, races, {
      way: 'wait-for-the-gap',
      promise,
      claim,
      play: { title: 'The unlike waits for the like', schedule: 'unlike×5 like×11' },
      text: 'The order is made again on the replica, so any kind of event is right.',
    })
    const shown = await lostEvent(world, model)
    const beside = await lostEvent(world, wayOf('version-per-fact').model)
    await judge(
      stage,
      {
        way: 'wait-for-the-gap',
        promise: 'a replica goes on when an event is lost',
        claim: 'breaks',
        text: `version-per-fact shows "${beside}". Who waits for a gap needs an alarm on its age, and a snapshot of the post to go on from.`,
      },
      shown === 'title 1'
        ? `Event 2 of 3 never arrives, and the title stays "${shown}"`
        : undefined,
      { arrived: 2, applied: shown === 'title 1' ? 1 : 2 },
    )
  },
}
