import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDatabase } from '../open-database.ts'
import type { Database } from '../open-database.ts'
import { firstForm } from './first-form.ts'
import { joinsBack, keepsEachFactOnce } from './keeps-each-fact-once.ts'
import type { Form } from './keeps-each-fact-once.ts'
import { oneTable } from './one-table.ts'
import { secondForm } from './second-form.ts'
import { splitByCity } from './split-by-city.ts'
import { thirdForm } from './third-form.ts'

let db: Database
beforeAll(async () => {
  db = await openDatabase()
})
afterAll(() => db[Symbol.asyncDispose]())

const find = 'phone 11 finds Ada and Grace'
const rename = 'product 10 is Lamp and Lantern'
const add = 'a product without an order is refused with 23502'
const city = '69001 is in Lugdunum and Lyon'

const takesBoth = 'order 3 takes product Chair and customer Linus along'
const takesCustomer = 'order 3 takes customer Linus along'

async function anomaliesOf(form: Form): Promise<string[]> {
  const { anomalies } = await keepsEachFactOnce(db.plain, form)
  return anomalies.map(({ what }) => what)
}

describe('oneTable', () => {
  it('has 5 anomalies', async () => {
    expect(await anomaliesOf(oneTable)).toEqual([find, rename, add, takesBoth, city])
  })
})

describe('firstForm', () => {
  it('has 4 anomalies', async () => {
    expect(await anomaliesOf(firstForm)).toEqual([rename, add, takesBoth, city])
  })
})

describe('secondForm', () => {
  it('has 2 anomalies', async () => {
    expect(await anomaliesOf(secondForm)).toEqual([takesCustomer, city])
  })
})

describe('thirdForm', () => {
  it('has no anomaly', async () => {
    expect(await anomaliesOf(thirdForm)).toEqual([])
  })
})

describe.each([
  { name: 'oneTable', form: oneTable },
  { name: 'firstForm', form: firstForm },
  { name: 'secondForm', form: secondForm },
  { name: 'thirdForm', form: thirdForm },
])('$name', ({ form }) => {
  it('joins back to the rows of the one table', async () => {
    expect(await joinsBack(db.plain, form)).toBe(true)
  })
})

describe('splitByCity', () => {
  it('does not join back: each customer of a city gets all orders of the city', async () => {
    expect(await joinsBack(db.plain, splitByCity)).toBe(false)
    const client = await db.plain.connect()
    await client.query('begin')
    await client.query(splitByCity.tables)
    const { rows } = await client.query(
      `select order_id, customer_name from (${splitByCity.joined}) as j
       where product_id = 20 order by 2`,
    )
    await client.query('rollback')
    client.release()
    expect(rows.map(({ customer_name }) => customer_name)).toEqual(['Ada', 'Grace'])
  })
})
