// Everything by its key, several keys in one statement. The application joins, and keeps a list for
// each question that it wants to ask.
import type { Page, Shape } from './shape.ts'
import type { Store } from './store.ts'

export const keyValue: Shape = {
  fill: `
    insert into pairs
    select 'brand:' || b.id, jsonb_build_object(
      'name', b.name,
      'products', (select jsonb_agg(id order by id) from products where brand_id = b.id))
    from brands b order by b.id;
    insert into pairs
    with recursive down as (
      select id, jsonb_build_array(name) as path from categories where parent_id is null
      union all
      select c.id, path || to_jsonb(c.name) from categories c join down on c.parent_id = down.id
    )
    select 'category:' || id, jsonb_build_object('path', path) from down order by id;
    insert into pairs
    with recursive below as (
      select id as top, id from categories
      union all
      select top, c.id from categories c join below on c.parent_id = below.id
    )
    select 'listing:' || top || ':' || colour, jsonb_agg(p.id order by p.id)
    from below join products p on p.category_id = below.id
    group by top, colour order by top, colour;
    insert into pairs
    select key, value from products p, lateral (values
      ('product:' || p.id, jsonb_build_object(
        'name', p.name, 'colour', p.colour, 'description', p.description,
        'brand', p.brand_id, 'category', p.category_id,
        'variants', (
          select jsonb_agg(jsonb_build_object('sku', sku, 'price', price, 'stock', stock) order by sku)
          from variants where product_id = p.id),
        'together', (
          select jsonb_agg(other_id order by other_id) from bought_together where product_id = p.id))),
      ('reviews:' || p.id, (
        select jsonb_agg(jsonb_build_object('rating', rating, 'text', text) order by number)
        from reviews where product_id = p.id))
    ) as pair (key, value) order by p.id, key`,

  async page(store, product) {
    const [{ brand, category, ...rest }, reviews] = await get<[Product, Page['reviews']]>(store, [
      `product:${product}`,
      `reviews:${product}`,
    ])
    const [{ name }, { path }] = await get<[Brand, { path: string[] }]>(store, [
      `brand:${brand}`,
      `category:${category}`,
    ])
    return { ...rest, reviews, brand: name, path }
  },

  async listing(store, category, colour) {
    const [ids] = await get<[number[]]>(store, [`listing:${category}:${colour}`])
    return ids
  },

  async averageRating(store, brand) {
    const [{ products }] = await get<[Brand]>(store, [`brand:${brand}`])
    const keys = products.map((id) => `reviews:${id}`)
    const ratings = (await get<Page['reviews'][]>(store, keys)).flat().map(({ rating }) => rating)
    return ratings.reduce((sum, rating) => sum + rating, 0) / ratings.length
  },

  async renameBrand(store, brand, name) {
    const key = `brand:${brand}`
    const [found] = await get<[Brand]>(store, [key])
    // RACE: the value is written as a whole, if it is still the one that was read.
    await store.change('update pairs set value = $2 where key = $1 and value = $3', [
      key,
      JSON.stringify({ ...found, name }),
      JSON.stringify(found),
    ])
  },

  async twoSteps(store, product) {
    const [{ together }] = await get<[Product]>(store, [`product:${product}`])
    const next = await get<Product[]>(
      store,
      together.map((id) => `product:${id}`),
    )
    return distinct([...together, ...next.flatMap((each) => each.together)], product)
  },
}

interface Brand {
  name: string
  products: number[]
}

interface Product extends Omit<Page, 'brand' | 'path' | 'reviews'> {
  brand: number
  category: number
}

/** Gets the values of several keys, in the order of the keys. */
async function get<Values extends unknown[]>(store: Store, keys: string[]): Promise<Values> {
  const rows = await store.read<{ key: string; value: unknown }>(
    'select key, value from pairs where key = any($1)',
    [keys],
  )
  const values = new Map(rows.map(({ key, value }) => [key, value]))
  return keys.map((key) => values.get(key)) as Values
}

/** Sorts ids, each once, without that of the product itself. */
export const distinct = (ids: readonly number[], product: number): number[] =>
  [...new Set(ids)].filter((id) => id !== product).toSorted((left, right) => left - right)
