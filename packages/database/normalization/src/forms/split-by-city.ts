// Splits by a column that is no key: customers of one city are all joined to all orders of that city.
// Nothing is lost, and yet it can no longer be told who ordered what.
import type { Form } from './keeps-each-fact-once.ts'
import { firstForm } from './first-form.ts'

export const splitByCity: Form = {
  ...firstForm,
  tables: `
    create temp table lines on commit drop as
      select order_id, product_id, quantity, product_name, zip, city from everything;
    create temp table customers on commit drop as
      select distinct customer_id, customer_name, phones, city from everything`,
  joined: 'select * from lines join customers using (city)',
}
