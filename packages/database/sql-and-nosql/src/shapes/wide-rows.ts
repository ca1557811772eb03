// As a wide-column store has it: a statement names its partitions, and gets their rows in the order
// of the clustering key. One partition for each question, so a fact is written once for each.
import { distinct } from './key-value.ts'
import type { Page, Shape } from './shape.ts'

export const wideRows: Shape = {
  fill: `
    insert into cells
    with recursive down as (
      select id, jsonb_build_array(name) as path from categories where parent_id is null
      union all
      select c.id, path || to_jsonb(c.name) from categories c join down on c.parent_id = down.id
    )
    select 'product:' || id, clustering, columns from (
      select p.id, 'info' as clustering, jsonb_build_object(
        'name', p.name, 'colour', p.colour, 'description', p.description,
        'brand', b.name, 'path', d.path) as columns
      from products p join brands b on b.id = p.brand_id join down d on d.id = p.category_id
      union all
      select product_id, 'variant:' || sku, jsonb_build_object('sku', sku, 'price', price, 'stock', stock)
      from variants
      union all
      select product_id, 'review:' || number, jsonb_build_object('rating', rating, 'text', text)
      from reviews
      union all
      select product_id, 'together:' || other_id, jsonb_build_object('id', other_id)
      from bought_together
    ) as parts order by id, clustering;
    insert into cells
    select 'products-of-brand:' || brand_id, id, '{}' from products order by brand_id, id;
    insert into cells
    select 'reviews-of-brand:' || brand_id, product_id || ':' || number,
      jsonb_build_object('rating', rating)
    from reviews join products on id = product_id order by brand_id, product_id, number;
    insert into cells
    with recursive below as (
      select id as top, id from categories
      union all
      select top, c.id from categories c join below on c.parent_id = below.id
    )
    select 'listing:' || top || ':' || colour, p.id, '{}'
    from below join products p on p.category_id = below.id order by top, colour, p.id`,

  async page(store, product) {
    const rows = await store.read<{ clustering: string; columns: never }>(
      'select clustering, columns from cells where partition = $1 order by clustering',
      [`product:${product}`],
    )
    const those = <Columns>(kind: string): Columns[] =>
      rows.filter(({ clustering }) => clustering.startsWith(kind)).map(({ columns }) => columns)
    const [info] = those<Omit<Page, 'variants' | 'reviews' | 'together'>>('info')
    const together = those<{ id: number }>('together:').map(({ id }) => id)
    return {
      ...info!,
      variants: those('variant:'),
      reviews: those('review:'),
      together: distinct(together, product),
    }
  },

  async listing(store, category, colour) {
    const rows = await store.read<{ clustering: string }>(
      'select clustering from cells where partition = $1',
      [`listing:${category}:${colour}`],
    )
    return distinct(
      rows.map(({ clustering }) => Number(clustering)),
      0,
    )
  },

  async averageRating(store, brand) {
    const [row] = await store.read<{ average: number }>(
      `select avg((columns ->> 'rating')::int)::float8 as average
       from cells where partition = $1`,
      [`reviews-of-brand:${brand}`],
    )
    return row!.average
  },

  async renameBrand(store, brand, name) {
    const rows = await store.read<{ clustering: string }>(
      'select clustering from cells where partition = $1',
      [`products-of-brand:${brand}`],
    )
    await store.change(
      `update cells set columns = jsonb_set(columns, '{brand}', to_jsonb($2::text))
       where partition = any($1) and clustering = 'info'`,
      [rows.map(({ clustering }) => `product:${clustering}`), name],
    )
  },

  async twoSteps(store, product) {
    const statement = `select (columns ->> 'id')::int as id from cells
       where partition = any($1) and clustering between 'together:' and 'together:9'`
    const step = async (ids: readonly number[]) => {
      const partitions = ids.map((id) => `product:${id}`)
      const rows = await store.read<{ id: number }>(statement, [partitions])
      return rows.map(({ id }) => id)
    }
    const together = await step([product])
    return distinct([...together, ...(await step(together))], product)
  },
}
