// First normal form: one value in each column. A phone number is a row, and can be found.
import type { Form } from './keeps-each-fact-once.ts'

export const firstForm: Form = {
  tables: `
    create temp table phones on commit drop as
      select distinct customer_id, phone
      from everything, regexp_split_to_table(phones, ', ') as phone;
    create temp table lines on commit drop as
      select order_id, product_id, quantity, product_name, customer_id, customer_name, zip, city
      from everything;
    alter table lines add primary key (order_id, product_id)`,
  joined: `
    select lines.*, (
      select string_agg(phone, ', ' order by phone) from phones
      where phones.customer_id = lines.customer_id
    ) as phones from lines`,
  findByPhone: `select distinct customer_name from lines join phones using (customer_id) where phone = '11'`,
  renameProduct: `update lines set product_name = 'Lantern' where order_id = 1 and product_id = 10`,
  addProduct: `insert into lines (product_id, product_name, quantity, customer_id, customer_name, zip, city)
    values (40, 'Shelf', 0, 0, '', '', '')`,
  deleteOrder: 'delete from lines where order_id = 3',
  renameCity: `update lines set city = 'Lugdunum' where customer_id = 1`,
  products: 'select product_name from lines',
  customers: 'select customer_name from lines',
}
