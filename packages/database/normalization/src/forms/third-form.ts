// Third normal form: nothing depends on a column that is no key. The customer's name depends on the
// customer, the city on the zip code. A report joins five tables.
import type { Form } from './keeps-each-fact-once.ts'

export const thirdForm: Form = {
  tables: `
    create temp table zips on commit drop as select distinct zip, city from everything;
    create temp table customers on commit drop as
      select distinct customer_id, customer_name, zip from everything;
    create temp table phones on commit drop as
      select distinct customer_id, phone
      from everything, regexp_split_to_table(phones, ', ') as phone;
    create temp table products on commit drop as
      select distinct product_id, product_name from everything;
    create temp table orders on commit drop as
      select distinct order_id, customer_id from everything;
    create temp table lines on commit drop as
      select order_id, product_id, quantity from everything`,
  joined: `
    select lines.*, product_name, customer_id, customer_name, zip, city, (
      select string_agg(phone, ', ' order by phone) from phones
      where phones.customer_id = customers.customer_id
    ) as phones
    from lines join products using (product_id) join orders using (order_id)
    join customers using (customer_id) join zips using (zip)`,
  findByPhone: `select customer_name from customers join phones using (customer_id) where phone = '11'`,
  renameProduct: `update products set product_name = 'Lantern' where product_id = 10`,
  addProduct: `insert into products values (40, 'Shelf')`,
  deleteOrder: 'delete from lines where order_id = 3; delete from orders where order_id = 3',
  renameCity: `update zips set city = 'Lugdunum'
    where zip = (select zip from customers where customer_id = 1)`,
  products: 'select product_name from products',
  customers: 'select customer_name from customers',
}
