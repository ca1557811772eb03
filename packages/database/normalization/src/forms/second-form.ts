// Second normal form: what depends on a part of the key has a table of its own. The name of a product
// depends on the product alone, the customer on the order alone.
import type { Form } from './keeps-each-fact-once.ts'

export const secondForm: Form = {
  tables: `
    create temp table phones on commit drop as
      select distinct customer_id, phone
      from everything, regexp_split_to_table(phones, ', ') as phone;
    create temp table products on commit drop as
      select distinct product_id, product_name from everything;
    create temp table orders on commit drop as
      select distinct order_id, customer_id, customer_name, zip, city from everything;
    create temp table lines on commit drop as
      select order_id, product_id, quantity from everything`,
  joined: `
    select lines.*, product_name, customer_id, customer_name, zip, city, (
      select string_agg(phone, ', ' order by phone) from phones
      where phones.customer_id = orders.customer_id
    ) as phones
    from lines join products using (product_id) join orders using (order_id)`,
  findByPhone: `select distinct customer_name from orders join phones using (customer_id) where phone = '11'`,
  renameProduct: `update products set product_name = 'Lantern' where product_id = 10`,
  addProduct: `insert into products values (40, 'Shelf')`,
  deleteOrder: 'delete from lines where order_id = 3; delete from orders where order_id = 3',
  renameCity: `update orders set city = 'Lugdunum' where customer_id = 1`,
  products: 'select product_name from products',
  customers: 'select customer_name from orders',
}
