import { comparedWays, comparison, concept, judge } from '@lab/stage'
import type { Claim, ComparedWay, Scene, Stage } from '@lab/stage'
import { listingOf } from '@lab/stage/listing-of'
import manifest from './package.json' with { type: 'json' }
import {
  awaitedAfterCommit,
  awaitedOnce,
  builderAwaitedTwice,
  caughtBuilder,
  clonedBuilder,
  countsEachPath,
  groupedQuery,
  loggedBuilder,
  loggedText,
  openDatabase,
  promiseAwaitedTwice,
  recordsOneView,
  refinedInALoop,
  rememberedPromise,
  sentAfterEachLine,
  unawaitedBuilder,
} from './src/index.ts'
import type { CountViews, Database, RecordView } from './src/index.ts'

const open = async () => ({ db: await openDatabase() })

type World = Awaited<ReturnType<typeof open>>

const onePromise = 'one view is one row'
const countsPromise = 'each path has its own count'

interface Way<Run> {
  way: string
  run: Run
  claim: Claim
  text: string
}

/** Shows the code of a way to record a view, and what it sent. */
async function showRecording(stage: Stage, { db }: World, one: Way<RecordView>): Promise<void> {
  const { way, run, claim, text } = one
  const file = new URL(`src/one-view/${way}.ts`, import.meta.url)
  await stage.listing(listingOf(file, { from: 'export const' }))
  const { statements, rows, violation } = await recordsOneView(db, run)
  await judge(stage, { way, promise: onePromise, claim, text }, violation, {
    inserts: statements,
    rows,
  })
}

async function showCounting(stage: Stage, { db }: World, one: Way<CountViews>): Promise<void> {
  const { way, run, claim, text } = one
  const { statements, violation } = await countsEachPath(db, run)
  await stage.table({
    title: `What ${way} sends`,
    columns: ['turn', 'statement'],
    rows: statements.map((statement, at) => [at + 1, statement]),
  })
  await judge(stage, { way, promise: countsPromise, claim, text }, violation, {
    statements: statements.length,
  })
}

function compared(
  db: Database,
  ways: [way: string, record: RecordView, claim: Claim, price: string][],
): Promise<ComparedWay[]> {
  return comparedWays(ways, async (record) => {
    const { statements: inserts, rows, violation } = await recordsOneView(db, record)
    return { holds: violation === undefined, counts: { inserts, rows } }
  })
}

const unawaitedScene: Scene<World> = {
  id: 'unawaited-builder',
  title: 'An insert that is never sent',
  async play(stage, world) {
    await stage.say(
      'A page records each view with a query builder (Knex). A builder is not a promise: it has a method "then", which await calls, and each call sends the statement. A promise stands for a statement that has been sent.',
    )
    await stage.table({
      title: 'Inserts sent after each line',
      columns: ['line', 'Knex builder', 'promise of pool.query'],
      rows: (await sentAfterEachLine(world.db)).map(({ line, builder, promise }) => [
        line,
        builder,
        promise,
      ]),
    })
    await showRecording(stage, world, {
      way: 'unawaited-builder',
      run: unawaitedBuilder,
      claim: 'breaks',
      text: 'The insert was described and never sent. There is no error, no log line, no row.',
    })
  },
}

const awaitedOnceScene: Scene<World> = {
  id: 'awaited-once',
  title: 'Await the builder where it is built',
  async play(stage, world) {
    await stage.say('The builder is awaited on the line that makes it. What is kept is its result.')
    await showRecording(stage, world, {
      way: 'awaited-once',
      run: awaitedOnce,
      claim: 'holds',
      text: 'No variable holds a builder, so no other line can send it again or forget it.',
    })
  },
}

export const demo = concept<World>(manifest, {
  open,
  headline: ['unawaited-builder', 'awaited-once', 'ways-compared'],
  scenes: [
    unawaitedScene,
    awaitedOnceScene,
    {
      id: 'builder-awaited-twice',
      title: 'Awaited in two places',
      async play(stage, world) {
        await stage.say('A variable holds the builder, and two lines await it.')
        await showRecording(stage, world, {
          way: 'builder-awaited-twice',
          run: builderAwaitedTwice,
          claim: 'breaks',
          text: 'Each await asks the builder for its result, and each time it sends the insert.',
        })
        await showRecording(stage, world, {
          way: 'promise-awaited-twice',
          run: promiseAwaitedTwice,
          claim: 'holds',
          text: 'pool.query sends its statement once, when it is called. Its promise only reports the result.',
        })
        const file = new URL('src/one-view/remembered-promise.ts', import.meta.url)
        await stage.listing(listingOf(file, { from: 'export function' }))
        await showRecording(stage, world, {
          way: 'remembered-promise',
          run: rememberedPromise,
          claim: 'holds',
          text: 'The first await sends the insert and keeps the promise of it. Every later await is answered by that promise.',
        })
      },
    },
    {
      id: 'logged-builder',
      title: 'Sent by a log line',
      async play(stage, world) {
        await stage.say(
          'The log function awaits what it is given, so that it prints results instead of promises.',
        )
        await showRecording(stage, world, {
          way: 'logged-builder',
          run: loggedBuilder,
          claim: 'breaks',
          text: 'The log line asks for the result first. Without it there is one row, with it there are two.',
        })
        await showRecording(stage, world, {
          way: 'logged-text',
          run: loggedText,
          claim: 'holds',
          text: 'toQuery and toSQL only write the statement down. Nothing is sent.',
        })
      },
    },
    {
      id: 'caught-builder',
      title: 'Sent without waiting',
      async play(stage, world) {
        await stage.say('The page must not wait for the insert, and errors must not be lost.')
        await showRecording(stage, world, {
          way: 'caught-builder',
          run: caughtBuilder,
          claim: 'holds',
          text: 'catch calls the method "then", and that sends the insert. The page answers before the row is there.',
        })
      },
    },
    {
      id: 'awaited-after-commit',
      title: 'Awaited after the commit',
      async play(stage, world) {
        await stage.say('The insert is built inside a transaction and awaited after its commit.')
        await showRecording(stage, world, {
          way: 'awaited-after-commit',
          run: awaitedAfterCommit,
          claim: 'breaks',
          text: 'The insert goes out where it is awaited, not where it is written, and its transaction has ended there.',
        })
      },
    },
    {
      id: 'built-in-a-loop',
      title: 'One builder for every turn of a loop',
      async play(stage, world) {
        await stage.say(
          'Three paths have 3, 2 and 1 views. A loop adds one path to the query, awaits it, and counts.',
        )
        await showCounting(stage, world, {
          way: 'refined-in-a-loop',
          run: refinedInALoop,
          claim: 'breaks',
          text: 'The method "where" changes the builder and returns the same one, so the conditions pile up.',
        })
        await showCounting(stage, world, {
          way: 'cloned-builder',
          run: clonedBuilder,
          claim: 'holds',
          text: 'Each turn refines a copy. It is still one statement for each path.',
        })
        await showCounting(stage, world, {
          way: 'grouped-query',
          run: groupedQuery,
          claim: 'holds',
          text: 'One statement for all paths, and no builder outlives its line.',
        })
      },
    },
    comparison<World>({
      promise: onePromise,
      best: 'awaited-once',
      answer:
        'Say: "A query builder is lazy: it describes a statement and sends it when its result is asked for, at every await. Not awaited means not sent; awaited twice, or awaited by a log line, means sent twice. So I await it on the line that builds it and keep the result. Lazy does not save the cost, it moves it to the line that asks for the result."',
      ways: ({ db }) =>
        compared(db, [
          ['unawaited-builder', unawaitedBuilder, 'breaks', 'the view is lost'],
          ['builder-awaited-twice', builderAwaitedTwice, 'breaks', 'a second row'],
          ['logged-builder', loggedBuilder, 'breaks', 'a second row'],
          ['awaited-after-commit', awaitedAfterCommit, 'breaks', 'an error after the commit'],
          ['awaited-once', awaitedOnce, 'holds', 'the page waits'],
          ['logged-text', loggedText, 'holds', 'the page waits'],
          ['caught-builder', caughtBuilder, 'holds', 'a crash loses the view'],
          ['promise-awaited-twice', promiseAwaitedTwice, 'holds', 'SQL by hand'],
          ['remembered-promise', rememberedPromise, 'holds', 'a wrapper of your own'],
        ]),
    }),
  ],
})
