import { judge, showRace } from '@lab/stage'
import type { Claim, Scene } from '@lab/stage'
import {
  checkIsTrue,
  checkNotValid,
  checkOfValue,
  column,
  costOfOneKey,
  jsonbSet,
  keepsBothChanges,
  noCheck,
  notNullColumn,
  readThenWrite,
  requiresEnergyClass,
  rowLock,
  rowPerAttribute,
} from '../src/index.ts'
import type { Requirement, SetKey } from '../src/index.ts'
import type { World } from './open-world.ts'

const requirements: Record<string, { requirement: Requirement; claim: Claim; text: string }> = {
  'not-null-column': {
    requirement: notNullColumn,
    claim: 'holds',
    text: 'The server enforces it at each write, and has filled the old rows in the same statement.',
  },
  'no-check': {
    requirement: noCheck,
    claim: 'breaks',
    text: 'Nothing to migrate: every reader has to know of documents without the key, for ever.',
  },
  'check-of-value': {
    requirement: checkOfValue,
    claim: 'breaks',
    text: `body ->> 'energyClass' in ('A', 'B', 'C') is null without the key, and a check that is null passes.`,
  },
  'check-is-true': {
    requirement: checkIsTrue,
    claim: 'holds',
    text: 'The same check with "is true" around it. Documents have a schema as soon as the server is told.',
  },
  'check-not-valid': {
    requirement: checkNotValid,
    claim: 'breaks',
    text: '"not valid" checks only what is written from now on. An old document is refused at its next change, whatever that changes.',
  },
  'row-per-attribute': {
    requirement: rowPerAttribute,
    claim: 'breaks',
    text: 'Each attribute is a row of name and value (EAV). A check sees one row: it refuses a wrong class, and cannot ask for a row that is not there.',
  },
}

export const newAttributeScene: Scene<World> = {
  id: 'new-attribute',
  title: 'A new attribute that every product must have',
  async play(stage, { db }) {
    await stage.say(
      'From today on each product has an energy class: A, B or C. There are two products already. What does the server refuse: a new product without a class, one of class Z, a change of an old one? "Old without" counts the old products that have no class afterwards. 23502 is a null where there must be a value, 23514 a check that says no.',
    )
    const found = []
    for (const [way, { requirement, ...rest }] of Object.entries(requirements))
      found.push({ way, ...rest, ...(await requiresEnergyClass(db, requirement)) })
    await stage.table({
      title: 'What each way does with a product',
      columns: ['way', 'new, no class', 'new, class Z', 'old without', 'change of an old one'],
      rows: found.map(({ way, missing, wrong, oldWithout, oldTouched }) => [
        way,
        missing,
        wrong,
        oldWithout,
        oldTouched,
      ]),
    })
    for (const { way, claim, text, violation } of found) {
      const asked = 'no product is without an energy class'
      await judge(stage, { way, promise: asked, claim, text }, violation, {})
    }
  },
}

export const oneKeyScene: Scene<World> = {
  id: 'one-key',
  title: 'One key of a long document',
  async play(stage, { db }) {
    await stage.say(
      'The stock of a product changes from 5 to 4. It is a key of a document that also has the reviews, or a column. The reviews are random text, which does not compress: the size that counts is the compressed one.',
    )
    const costs = []
    for (const reviews of [10, 20, 50, 100, 200, 500]) costs.push(await costOfOneKey(db, reviews))
    await stage.chart({
      title: 'Write-ahead log for the change of the stock',
      x: { name: 'document', unit: 'reviews', scale: 'logarithmic' },
      y: { name: 'log', unit: 'bytes', scale: 'logarithmic' },
      series: [
        { name: 'jsonb-set', points: costs.map(({ reviews, document }) => [reviews, document]) },
        { name: 'column', points: costs.map((cost) => [cost.reviews, cost.column]) },
      ],
    })
    await stage.table({
      title: 'Blocks to read the stock',
      columns: ['reviews', 'bytes of the document', 'key', 'column'],
      rows: costs.map((cost) => [
        cost.reviews,
        cost.documentBytes,
        cost.documentBlocks,
        cost.columnBlocks,
      ]),
    })
    const largest = costs.at(-1)!
    const asked = 'the change of a number writes less than 1 kB to the log'
    const kilobytes = (bytes: number) => Math.round(bytes / 1_000)
    await judge(
      stage,
      {
        way: 'jsonb-set',
        promise: asked,
        claim: 'breaks',
        text: 'From 2 kB on PostgreSQL moves the document out of its row, in pieces (TOAST), and a new version is a new set of pieces. In a shorter document the log has what differs, as for a column.',
      },
      largest.document >= 1_000
        ? `a document of ${kilobytes(largest.documentBytes)} kB writes ${kilobytes(largest.document)} kB`
        : undefined,
      {
        'kilobytes written': kilobytes(largest.document),
        'blocks to read a key': largest.documentBlocks,
      },
    )
    await judge(
      stage,
      {
        way: 'column',
        promise: asked,
        claim: 'holds',
        text: 'What other columns hold stays where it is.',
      },
      largest.column >= 1_000 ? `${largest.column} bytes` : undefined,
      { bytes: largest.column, 'blocks to read it': largest.columnBlocks },
    )
  },
}

function writerScene(
  way: string,
  setKey: SetKey,
  scene: { title: string; say: string; claim: Claim; text: string; schedule?: string },
): Scene<World> {
  return {
    id: way,
    title: scene.title,
    async play(stage, { db }) {
      await stage.say(scene.say)
      await showRace(stage, keepsBothChanges(db, setKey), {
        way,
        promise: 'both changes are there afterwards',
        claim: scene.claim,
        text: scene.text,
        play: {
          title: 'The price and the stock of a product',
          ...(scene.schedule !== undefined && { schedule: scene.schedule }),
        },
      })
    },
  }
}

export const writerScenes: readonly Scene<World>[] = [
  writerScene('read-then-write', readThenWrite, {
    title: 'Read, change, write the document',
    say: 'One client sets the price to 120, another one the stock to 4. Both read the document, change their key, and write it whole.',
    claim: 'breaks',
    text: 'They change different keys. The second writer takes back the first one’s change, because a document is written as a whole.',
  }),
  writerScene('jsonb-set', jsonbSet, {
    title: 'jsonb_set in one statement',
    say: 'update … set body = jsonb_set(body, key, value). The server changes the key of the document as it is then.',
    claim: 'holds',
    text: 'The second client waits for the row and changes what the first one has left.',
    schedule: 'pricing×2 warehouse×2 pricing warehouse',
  }),
  writerScene('row-lock', rowLock, {
    title: 'Lock, read, change, write',
    say: 'select … for update, for a change that only the application can compute.',
    claim: 'holds',
    text: 'The second client waits before it reads.',
    schedule: 'pricing×2 warehouse×2 pricing×2 warehouse×2',
  }),
  writerScene('column', column, {
    title: 'A column for each fact',
    say: 'update … set price = 120, and update … set stock = 4.',
    claim: 'holds',
    text: 'An update names the columns that it changes. Still, both wait for one row: separate rows would not.',
    schedule: 'pricing×2 warehouse×2 pricing warehouse',
  }),
]
