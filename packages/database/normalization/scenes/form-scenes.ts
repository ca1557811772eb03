import { judge } from '@lab/stage'
import type { Claim, Scene, Stage } from '@lab/stage'
import {
  firstForm,
  joinsBack,
  keepsEachFactOnce,
  oneTable,
  openDatabase,
  secondForm,
  splitByCity,
  thirdForm,
} from '../src/index.ts'
import type { Form } from '../src/index.ts'

export const openWorld = async () => ({ db: await openDatabase() })
export type World = Awaited<ReturnType<typeof openWorld>>

export const promise = 'each fact is stored once'

export const formWays: Record<string, { form: Form; claim: Claim; price: string }> = {
  'one-table': {
    form: oneTable,
    claim: 'breaks',
    price: 'each fact in every row that mentions it',
  },
  'first-form': { form: firstForm, claim: 'breaks', price: 'one join to read everything' },
  'second-form': { form: secondForm, claim: 'breaks', price: 'three joins to read everything' },
  'third-form': { form: thirdForm, claim: 'holds', price: 'five joins to read everything' },
}

const changes = {
  find: 'find the customer with phone 11',
  rename: 'rename a product where an order shows it',
  add: 'add a product that no order has',
  delete: 'delete an order',
  city: 'correct the city of a customer',
} as const

/** Makes each change in a form, shows what comes of it, and judges. */
async function showForm(stage: Stage, { db }: World, way: string, text: string): Promise<void> {
  const { form, claim } = formWays[way]!
  const { anomalies, violation } = await keepsEachFactOnce(db.plain, form)
  await stage.table({
    title: way,
    columns: ['change', 'what comes of it'],
    rows: Object.entries(changes).map(([change, told]) => [
      told,
      anomalies.find((each) => each.change === change)?.what ?? 'as it should be',
    ]),
  })
  await judge(stage, { way, promise, claim, text }, violation, { anomalies: anomalies.length })
}

export const oneTableScene: Scene<World> = {
  id: 'one-table',
  title: 'Everything in one table',
  async play(stage, world) {
    await stage.say(
      'A line for each product of an order. The key is (order_id, product_id). Each row repeats the product’s name, the customer, the zip code and its city, and the phone numbers stand in one column as a list.',
    )
    const { rows } = await world.db.plain.query(
      'select * from everything order by order_id, product_id',
    )
    const columns = [
      'order_id',
      'product_id',
      'product_name',
      'customer_name',
      'phones',
      'zip',
      'city',
    ]
    await stage.table({
      title: 'everything (the key is the first two columns)',
      columns,
      rows: rows.map((row) => columns.map((name) => row[name] as string | number)),
    })
    await showForm(
      stage,
      world,
      'one-table',
      'A change reaches one of the rows that repeat a fact and not the others. A product cannot be stored without an order: 23502 says that a column of the key is null. Deleting order 3 deletes its product and its customer, too.',
    )
  },
}

export const thirdFormScene: Scene<World> = {
  id: 'third-form',
  title: 'A table for each thing',
  async play(stage, world) {
    await stage.say(
      'Lines, orders, products, customers, phones and zip codes. Each column depends on the key, on the whole key, and on nothing but the key.',
    )
    await showForm(
      stage,
      world,
      'third-form',
      'Each change is made to one row of one table. To read everything, all six tables are joined.',
    )
  },
}

export const stepsScene: Scene<World> = {
  id: 'steps',
  title: 'First and second normal form',
  async play(stage, world) {
    await stage.say(
      'The first form has one value in each column. In the second one nothing depends on a part of the key: the product’s name depends on product_id alone, so it leaves the table of lines.',
    )
    await showForm(
      stage,
      world,
      'first-form',
      'Each phone number is a value of its own, so 11 finds Grace alone. The name of a product still stands in each line.',
    )
    await showForm(
      stage,
      world,
      'second-form',
      'No column depends on a part of the key any more. Name and zip code of the customer depend on customer_id, which is no key of orders, and the city depends on the zip code.',
    )
  },
}

export const losslessScene: Scene<World> = {
  id: 'lossless',
  title: 'Does it join back?',
  async play(stage, { db }) {
    await stage.say(
      'A table may be split only so that a join gives its rows again: by a column that is a key of one of the parts.',
    )
    const splits = { ...formWays, 'split-by-city': { form: splitByCity, claim: 'breaks' as const } }
    for (const [way, { form }] of Object.entries(splits)) {
      const isSame = await joinsBack(db.plain, form)
      const text =
        way === 'split-by-city'
          ? 'Lines and customers share the city, which is a key of neither. Ada and Grace live in one city, so each of them gets the orders of both.'
          : 'The join gives the rows of the one table.'
      await judge(
        stage,
        {
          way,
          promise: 'the tables join back to the rows of the one table',
          claim: way === 'split-by-city' ? 'breaks' : 'holds',
          text,
        },
        isSame ? undefined : 'the join has rows that were never there',
        {},
      )
    }
  },
}
