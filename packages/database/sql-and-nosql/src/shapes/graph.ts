// Everything is a node, also a value that is searched, and every relation an edge. Any path can be
// followed, and each step of it is look-ups in two tables.
import type { Page, Shape } from './shape.ts'

export const graph: Shape = {
  fill: `
    insert into nodes select id, 'product', jsonb_build_object(
      'name', name, 'description', description) from products;
    insert into nodes select 100000 + id, 'brand', jsonb_build_object('name', name) from brands;
    insert into nodes select 200000 + id, 'category', jsonb_build_object('name', name) from categories;
    insert into nodes
    select 500000 + row_number() over (order by colour), 'colour', jsonb_build_object('name', colour)
    from (select distinct colour from products) as colours;
    insert into nodes
    select 300000 + row_number() over (order by product_id, sku), 'variant',
      jsonb_build_object('sku', sku, 'price', price, 'stock', stock) from variants;
    insert into nodes
    select 400000 + row_number() over (order by product_id, number), 'review',
      jsonb_build_object('rating', rating, 'text', text) from reviews;
    insert into edges
    select id, 'by', 100000 + brand_id from products
    union all select id, 'in', 200000 + category_id from products
    union all
    select p.id, 'coloured', n.id
    from products p join nodes n on n.kind = 'colour' and n.properties ->> 'name' = p.colour
    union all select 200000 + id, 'below', 200000 + parent_id from categories where parent_id is not null
    union all
    select product_id, 'has', 300000 + row_number() over (order by product_id, sku) from variants
    union all
    select product_id, 'got', 400000 + row_number() over (order by product_id, number) from reviews
    union all select product_id, 'with', other_id from bought_together
    order by 1, 2, 3;
    create index nodes_by_name on nodes (kind, (properties ->> 'name')) where kind = 'colour';
    create index edges_back on edges (to_id, kind, from_id)`,

  async page(store, product) {
    const [row] = await store.read<
      Pick<Page, 'brand' | 'colour' | 'path' | 'variants' | 'reviews' | 'together'> & {
        properties: Pick<Page, 'name' | 'description'>
      }
    >(
      `select p.properties,
         (select n.properties ->> 'name' from edges e join nodes n on n.id = e.to_id
          where e.from_id = p.id and e.kind = 'by') as brand,
         (select n.properties ->> 'name' from edges e join nodes n on n.id = e.to_id
          where e.from_id = p.id and e.kind = 'coloured') as colour,
         (with recursive up as (
            select to_id, 1 as step from edges where from_id = p.id and kind = 'in'
            union all
            select e.to_id, step + 1 from edges e join up on e.from_id = up.to_id
            where e.kind = 'below'
          ) select json_agg(n.properties ->> 'name' order by step desc)
            from up join nodes n on n.id = up.to_id) as path,
         (select json_agg(n.properties order by n.id) from edges e join nodes n on n.id = e.to_id
          where e.from_id = p.id and e.kind = 'has') as variants,
         (select json_agg(n.properties order by n.id) from edges e join nodes n on n.id = e.to_id
          where e.from_id = p.id and e.kind = 'got') as reviews,
         (select json_agg(to_id order by to_id) from edges
          where from_id = p.id and kind = 'with') as together
       from nodes p where p.id = $1`,
      [product],
    )
    const { properties, ...rest } = row!
    return { ...properties, ...rest }
  },

  async listing(store, category, colour) {
    const rows = await store.read<{ id: number }>(
      `with recursive below as (
         select $1::int as id
         union all
         select e.from_id from edges e join below on e.to_id = below.id where e.kind = 'below'
       )
       select e.from_id as id from below join edges e on e.to_id = below.id and e.kind = 'in'
       intersect
       select e.from_id from nodes n join edges e on e.to_id = n.id and e.kind = 'coloured'
       where n.kind = 'colour' and n.properties ->> 'name' = $2
       order by id`,
      [200_000 + category, colour],
    )
    return rows.map(({ id }) => id)
  },

  async averageRating(store, brand) {
    const [row] = await store.read<{ average: number }>(
      `select avg((n.properties ->> 'rating')::int)::float8 as average
       from edges by join edges got on got.from_id = by.from_id join nodes n on n.id = got.to_id
       where by.to_id = $1 and by.kind = 'by' and got.kind = 'got'`,
      [100_000 + brand],
    )
    return row!.average
  },

  renameBrand: (store, brand, name) =>
    store.change(
      `update nodes set properties = jsonb_set(properties, '{name}', to_jsonb($2::text))
       where id = $1`,
      [100_000 + brand, name],
    ),

  async twoSteps(store, product) {
    const rows = await store.read<{ id: number }>(
      `with recursive reached as (
         select $1::int as id, 0 as step
         union
         select e.to_id, step + 1 from edges e join reached on e.from_id = reached.id
         where e.kind = 'with' and step < 2
       )
       select distinct id from reached where id <> $1 order by id`,
      [product],
    )
    return rows.map(({ id }) => id)
  },
}
