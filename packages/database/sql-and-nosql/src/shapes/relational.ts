// Each fact in one row of a table of its own. A question is a join, and the server makes it.
import type { Page, Shape } from './shape.ts'

export const relational: Shape = {
  fill: `
    alter table categories add foreign key (parent_id) references categories;
    alter table products add foreign key (brand_id) references brands;
    alter table products add foreign key (category_id) references categories;
    alter table variants add foreign key (product_id) references products;
    alter table reviews add foreign key (product_id) references products;
    alter table bought_together add foreign key (product_id) references products;
    create index on categories (parent_id);
    create index on products (category_id, colour) include (id);
    create index on products (brand_id) include (id);
    create index on reviews (product_id) include (rating)`,

  async page(store, product) {
    const [page] = await store.read<Page>(
      `select p.name, b.name as brand, p.colour, p.description,
         (with recursive up as (
            select parent_id, name, 1 as step from categories where id = p.category_id
            union all
            select c.parent_id, c.name, step + 1 from categories c join up on c.id = up.parent_id
          ) select json_agg(name order by step desc) from up) as path,
         (select json_agg(json_build_object('sku', sku, 'price', price, 'stock', stock) order by sku)
          from variants where product_id = p.id) as variants,
         (select json_agg(json_build_object('rating', rating, 'text', text) order by number)
          from reviews where product_id = p.id) as reviews,
         (select json_agg(other_id order by other_id)
          from bought_together where product_id = p.id) as together
       from products p join brands b on b.id = p.brand_id
       where p.id = $1`,
      [product],
    )
    return page!
  },

  async listing(store, category, colour) {
    const rows = await store.read<{ id: number }>(
      `with recursive below as (
         select id from categories where id = $1
         union all
         select c.id from categories c join below on c.parent_id = below.id
       )
       select p.id from products p join below on p.category_id = below.id
       where p.colour = $2 order by p.id`,
      [category, colour],
    )
    return rows.map(({ id }) => id)
  },

  async averageRating(store, brand) {
    const [row] = await store.read<{ average: number }>(
      `select avg(r.rating)::float8 as average
       from products p join reviews r on r.product_id = p.id where p.brand_id = $1`,
      [brand],
    )
    return row!.average
  },

  renameBrand: (store, brand, name) =>
    store.change('update brands set name = $2 where id = $1', [brand, name]),

  async twoSteps(store, product) {
    const rows = await store.read<{ id: number }>(
      `select other_id as id from bought_together where product_id = $1
       union
       select b.other_id from bought_together a join bought_together b on b.product_id = a.other_id
       where a.product_id = $1 and b.other_id <> $1
       order by id`,
      [product],
    )
    return rows.map(({ id }) => id)
  },
}
