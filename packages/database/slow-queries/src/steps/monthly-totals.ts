// Keeps the sum of each customer and month in a table of its own, in the order of the page. A trigger
// writes it with every order: the page is right at once, and two orders of one customer wait for
// each other.
import type { Step } from './step.ts'

export const monthlyTotals: Step = {
  prepare: [
    `create table monthly_totals (
      customer_id int not null references customers,
      month timestamptz not null,
      city text not null,
      spent int not null,
      primary key (customer_id, month)
    )`,
    `insert into monthly_totals
     select o.customer_id, date_trunc('month', o.created_at, 'UTC'), c.city, sum(o.total)
     from orders as o join customers as c on c.id = o.customer_id group by 1, 2, 3`,
    'create index monthly_best on monthly_totals (month, city, spent desc, customer_id)',
    `create function add_to_total() returns trigger language plpgsql as $$
     begin
       insert into monthly_totals
       select new.customer_id, date_trunc('month', new.created_at, 'UTC'), city, new.total
       from customers where id = new.customer_id
       on conflict (customer_id, month)
         do update set spent = monthly_totals.spent + excluded.spent;
       return null;
     end $$`,
    `create trigger add_to_total after insert on orders
     for each row execute function add_to_total()`,
  ],
  vacuum: ['monthly_totals'],
  statement: `
    select c.id, c.name, t.spent,
      (select count(*)::int from orders where customer_id = c.id) as orders
    from (
      select customer_id, spent from monthly_totals
      where month = $1::timestamptz and city = 'Lyon'
      order by spent desc, customer_id limit 10
    ) as t
    join customers as c on c.id = t.customer_id
    order by t.spent desc, c.id`,
}
