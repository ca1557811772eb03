// Everything in one table, with a list in a column. Each fact stands in as many rows as mention it.
import type { Form } from './keeps-each-fact-once.ts'

export const oneTable: Form = {
  tables:
    'create temp table lines on commit drop as select * from everything; alter table lines add primary key (order_id, product_id)',
  joined: 'select * from lines',
  findByPhone: `select distinct customer_name from lines where phones like '%11%' order by 1`,
  renameProduct: `update lines set product_name = 'Lantern' where order_id = 1 and product_id = 10`,
  addProduct: `insert into lines (product_id, product_name, quantity, customer_id, customer_name, phones, zip, city)
    values (40, 'Shelf', 0, 0, '', '', '', '')`,
  deleteOrder: 'delete from lines where order_id = 3',
  renameCity: `update lines set city = 'Lugdunum' where customer_id = 1`,
  products: 'select product_name from lines',
  customers: 'select customer_name from lines',
}
