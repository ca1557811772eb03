import { comparedRaces, comparison, concept, showRace } from '@lab/stage'
import type { Claim, Scene } from '@lab/stage'
import manifest from './package.json' with { type: 'json' }
import { apiScene } from './scenes/api-scene.ts'
import { depthScene } from './scenes/depth-scene.ts'
import { followComparedScene, lateCommitScene } from './scenes/follow-scenes.ts'
import { openWorld } from './scenes/open-world.ts'
import type { World } from './scenes/open-world.ts'
import {
  keyset,
  keysetInMilliseconds,
  keysetOnTime,
  offset,
  offsetInOneSnapshot,
  readPages,
  showsEachPostOnce,
} from './src/index.ts'
import type { ReadFeed, ReadPage } from './src/index.ts'

const promise = 'each post is shown once'

const inPages =
  (readPage: ReadPage): ReadFeed =>
  (pool) =>
    readPages(readPage, pool)

const ways: Record<string, { read: ReadFeed; claim: Claim; price: string }> = {
  offset: { read: inPages(offset), claim: 'breaks', price: 'posts come twice or never' },
  'keyset-on-time': {
    read: inPages(keysetOnTime),
    claim: 'breaks',
    price: 'posts of one moment are lost',
  },
  'keyset-in-milliseconds': {
    read: inPages(keysetInMilliseconds),
    claim: 'breaks',
    price: 'posts of one millisecond are lost',
  },
  keyset: { read: inPages(keyset), claim: 'holds', price: 'no jump to page 7' },
  'offset-in-one-snapshot': {
    read: offsetInOneSnapshot,
    claim: 'holds',
    price: 'a connection for each reader',
  },
}

const raceOf = ({ db, races }: World, way: string, change: 'insert' | 'delete') =>
  races.of(`${way} ${change}`, () => showsEachPostOnce(db, ways[way]!.read, change))

/** One scene for each way: a reader, and a client that inserts or deletes a newer post. */
function pagesScene(
  way: string,
  scene: { title: string; say: string; play?: string; schedule?: string; text: string },
): Scene<World> {
  const { claim } = ways[way]!
  return {
    id: way,
    title: scene.title,
    async play(stage, world) {
      await stage.say(scene.say)
      const races = {
        insert: { race: raceOf(world, way, 'insert') },
        delete: { race: raceOf(world, way, 'delete') },
      }
      const { play: title, schedule, text } = scene
      await showRace(stage, races, {
        way,
        promise,
        claim,
        text,
        ...(title && { play: { title, ...(schedule && { schedule }) } }),
      })
    },
  }
}

export const demo = concept<World>(manifest, {
  open: openWorld,
  headline: ['offset', 'keyset', 'ways-compared'],
  scenes: [
    pagesScene('offset', {
      title: 'limit and offset: a post comes twice, another never',
      say: 'Five posts, A to E, are read in pages of two, the newest first. Meanwhile another client publishes F, or deletes E.',
      play: 'F is published between two pages: all posts move down',
      schedule: 'reader×6 writer×3 reader×6',
      text: 'offset counts rows from the top. A new post above pushes a post that was shown onto the next page. A deleted post pulls a post that was not shown yet onto the page before.',
    }),
    pagesScene('keyset', {
      title: 'Ask for what comes after the last row',
      say: 'The same reader. The next page begins after the last row of the page before, by time and id: where (created_at, id) < ($1, $2).',
      play: 'F is published between two pages',
      schedule: 'reader×3 writer×3 reader×6',
      text: 'Posts that come or go above the last row shown do not move the next page. Time and id together name one row.',
    }),
    pagesScene('keyset-on-time', {
      title: 'By the time alone: a post of the same moment is lost',
      say: 'C and D have the same time, and D is the last row of the first page.',
      text: 'The next page asks for rows older than D, and C is as old as D. C is lost, unless an insert or a delete moves the edge of the page.',
    }),
    pagesScene('keyset-in-milliseconds', {
      title: 'Through a Date: microseconds are cut off',
      say: 'Time and id, but the driver makes a Date of the time, and the Date goes into the cursor.',
      text: 'PostgreSQL 18 keeps .000400 of a second, the Date .000. The next page asks for rows before .000, and C, at .000400, is not one of them.',
    }),
    pagesScene('offset-in-one-snapshot', {
      title: 'offset in one snapshot',
      say: 'All pages in one transaction at repeatable read.',
      text: 'Nothing moves, because the reader sees one moment. The transaction stays open while the reader thinks.',
    }),
    lateCommitScene,
    followComparedScene,
    depthScene,
    apiScene,
    comparison<World>({
      promise,
      best: 'keyset',
      answer:
        'Say: "Offset counts rows from the top, so an insert shows a post twice and a delete hides one, and it reads all that it skips. I ask for the rows after the last one by the whole sort key, time and id, as a row comparison that an index serves. The cursor is opaque and signed. To follow a feed that is not enough: ids are committed in another order than they are given, so the reader has to stay below the oldest transaction that runs."',
      ways: (world) =>
        comparedRaces(
          Object.entries(ways).map(([way, { claim, price }]) => ({
            way,
            race: raceOf(world, way, 'insert'),
            claim,
            price,
          })),
        ),
    }),
  ],
})
