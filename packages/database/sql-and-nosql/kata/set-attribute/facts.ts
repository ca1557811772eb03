import { answerOf, conduct } from '@lab/conductor'
import type { Race } from '@lab/conductor'
import { defineFacts } from '@lab/kata'
import { isDeepStrictEqual } from 'node:util'
import type { Pool } from 'pg'
import { openDatabase } from '../../src/index.ts'
import type { Database } from '../../src/index.ts'

/** An answer: sets one attribute of one group, unless there is no such product. */
type SetAttribute = (
  pool: Pool,
  productId: number,
  group: string,
  key: string,
  value: unknown,
) => Promise<boolean>

type Document = Record<string, unknown>
type Attribute = [group: string, key: string, value: unknown]

const lamp = {
  name: 'Lamp',
  tags: ['new'],
  checked: null,
  size: { depth: '20', unit: 'cm', note: null },
  look: { colour: 'red' },
}

const depth: Attribute = ['size', 'depth', '30']
const unit: Attribute = ['size', 'unit', 'mm']
const colour: Attribute = ['look', 'colour', 'blue']

const values = [
  0,
  0.1,
  'größer als 2 €',
  7,
  '7',
  true,
  false,
  '',
  'say "hi"',
  "it's",
  'C:\\new',
  '{}',
  ['7', 8],
  [],
  [null],
  { length: 7 },
  { length: null },
]
const names = [
  'Width',
  'width, depth',
  `the seller's "own"`,
  '{a}',
  'a.b',
  '0',
  '',
  ' ',
  'null',
  'a\\b',
  'a\\',
  '__proto__',
  'constructor',
]

export const facts = defineFacts<SetAttribute, Database>({
  answer: 'setAttribute',
  open: openDatabase,
  facts: {
    'keeps an attribute that another client sets at the same time': (setAttribute, db) => [
      // Of another group and of the same one. When ada comes in between twice, a second try fails, too.
      race(setAttribute, db, lamp, { ada: [colour, depth], grace: [unit] }),
      race(setAttribute, db, {}, { ada: [depth], grace: [unit] }),
    ],

    'keeps everything else in the document': (setAttribute, db) =>
      differs(setAttribute, db, lamp, ['size', 'depth', '30']),

    'keeps a number that JavaScript does not hold exactly': async (setAttribute, { plain }) => {
      const exact = ['12345678901234567890', '9007199254740993']
      await plain.query('truncate documents')
      await plain.query('insert into documents values (1, $1)', [
        `{"size": {"depth": "20", "code": ${exact[0]}}, "ean": ${exact[1]}}`,
      ])
      await setAttribute(plain, 1, 'size', 'depth', '30')
      const statement = `select body -> 'size' ->> 'code' as code, body ->> 'ean' as ean from documents`
      const { code, ean } = (await plain.query(statement)).rows[0]
      // Whether they are there at all is asked by another fact.
      const wrong = [code ?? exact[0], ean ?? exact[1]].findIndex((each, at) => each !== exact[at])
      return wrong < 0 ? undefined : `${exact[wrong]} has become ${[code, ean][wrong]}`
    },

    'adds an attribute to a group that is there': (setAttribute, db) =>
      differs(setAttribute, db, { size: {} }, ['size', 'depth', '30']),

    'creates a group that is not there': (setAttribute, db) =>
      differs(setAttribute, db, { name: 'Lamp' }, ['size', 'depth', '30']),

    'stores null as a value': (setAttribute, db) =>
      differs(setAttribute, db, { size: { depth: '20' } }, ['size', 'depth', null]),

    'stores numbers, texts, lists and objects as what they are': async (setAttribute, db) => {
      for (const value of values) {
        const wrong = await differs(setAttribute, db, { size: { depth: 2 } }, [
          'size',
          'depth',
          value,
        ])
        if (wrong !== undefined) return wrong
      }
      return undefined
    },

    'replaces a list or an object as a whole': async (setAttribute, db) => {
      for (const [old, value] of [
        [{ min: 2, unit: 'cm' }, { max: 3 }],
        [['7', 8], [9]],
      ]) {
        const attribute: Attribute = ['size', 'depth', value]
        // What does not store it at all breaks another fact.
        if ((await differs(setAttribute, db, { size: { depth: 0 } }, attribute)) !== undefined)
          continue
        const wrong = await differs(setAttribute, db, { size: { depth: old } }, attribute)
        if (wrong !== undefined) return wrong
      }
      return undefined
    },

    'takes each character of a name as a part of the name': async (setAttribute, db) => {
      // What does not create a group of any name breaks another fact.
      const creates = (await differs(setAttribute, db, {}, depth)) === undefined
      for (const name of names)
        for (const [group, key] of [
          [name, 'depth'],
          ['size', name],
        ] as const)
          for (const before of [{ [group]: { [key]: 'one' } }, ...(creates ? [{}] : [])]) {
            const wrong = await differs(setAttribute, db, before, [group, key, 'two'])
            if (wrong !== undefined) return wrong
          }
      return undefined
    },

    'answers whether there is such a product, and leaves the others alone': async (
      setAttribute,
      { plain },
    ) => {
      const other = { size: { depth: '1' } }
      await fill(plain, [{ size: { depth: '0' } }, other])
      const answers = [
        await setAttribute(plain, 1, 'size', 'depth', '20'),
        await setAttribute(plain, 3, 'size', 'depth', '20'),
        await setAttribute(plain, 1, 'size', 'depth', '20'),
      ]
      if (!isDeepStrictEqual(answers, [true, false, true]))
        return `it answers ${answers.join(', ')} for a product, one that is not there, and the first again with the same value`
      return notAs(plain, [{ size: { depth: '20' } }, other])
    },
  },
})

async function fill(plain: Pool, bodies: readonly Document[]): Promise<void> {
  await plain.query('truncate documents')
  for (const [index, body] of bodies.entries())
    await plain.query('insert into documents values ($1, $2)', [index + 1, JSON.stringify(body)])
}

/** Compares the documents with those that there must be. */
async function notAs(plain: Pool, expected: readonly Document[]): Promise<string | undefined> {
  const { rows } = await plain.query('select body from documents order by id')
  const bodies = rows.map((row): unknown => row.body)
  return isDeepStrictEqual(bodies, expected)
    ? undefined
    : `${JSON.stringify(bodies)} instead of ${JSON.stringify(expected)}`
}

const withAttribute = (body: Document, [group, key, value]: Attribute): Document => ({
  ...body,
  [group]: { ...(body[group] as Document | undefined), [key]: value },
})

/** Sets one attribute: what is wrong with the document, or undefined. */
async function differs(
  setAttribute: SetAttribute,
  { plain }: Database,
  before: Document,
  attribute: Attribute,
): Promise<string | undefined> {
  await fill(plain, [before])
  try {
    await setAttribute(plain, 1, ...attribute)
  } catch (error) {
    return `${JSON.stringify(attribute)} ends in an error: ${(error as Error).message}`
  }
  return notAs(plain, [withAttribute(before, attribute)])
}

/**
 * Two clients set attributes at the same time, in every order: the document and the answers must be
 * those of one call after the other. Whether these are right is asked by the other facts.
 */
function race(
  setAttribute: SetAttribute,
  { pool, plain }: Database,
  before: Document,
  { ada, grace }: { ada: readonly Attribute[]; grace: readonly Attribute[] },
): Race {
  let possible: Set<string> | undefined
  const set = async (on: Pool, attributes: readonly Attribute[]): Promise<boolean[]> => {
    const answers = []
    for (const each of attributes) answers.push(await setAttribute(on, 1, ...each))
    return answers
  }
  const oneAfterTheOther = async (attributes: readonly Attribute[]): Promise<string> => {
    await fill(plain, [before])
    const answers = await set(plain, attributes).catch(() => [])
    return `${await stored(plain)}, answered ${JSON.stringify(answers)}`
  }
  return conduct({
    setup: async () => {
      possible ??= new Set([
        await oneAfterTheOther([...ada, ...grace]),
        await oneAfterTheOther([...grace, ...ada]),
      ])
      await fill(plain, [before])
    },
    actors: { ada: () => set(pool, ada), grace: () => set(pool, grace) },
    invariant: async (endings) => {
      const answers = [endings.ada, endings.grace].flatMap((each) => answerOf(each) ?? [])
      const found = `${await stored(plain)}, answered ${JSON.stringify(answers)}`
      return possible!.has(found)
        ? undefined
        : `${found}, which no order of one call after the other leaves`
    },
  })
}

const stored = async (plain: Pool): Promise<string> =>
  JSON.stringify((await plain.query('select body from documents where id = 1')).rows[0]?.body)
