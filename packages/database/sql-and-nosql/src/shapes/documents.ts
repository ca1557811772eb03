// One document has everything that a page shows. The name of the brand stands in each of its
// products, because a document is read without the others.
import type { Page, Shape } from './shape.ts'

export const documents: Shape = {
  fill: `
    insert into documents
    with recursive down as (
      select id, jsonb_build_array(jsonb_build_object('id', id, 'name', name)) as path
      from categories where parent_id is null
      union all
      select c.id, path || jsonb_build_object('id', c.id, 'name', c.name)
      from categories c join down on c.parent_id = down.id
    )
    select p.id, jsonb_build_object(
      'name', p.name, 'colour', p.colour, 'description', p.description,
      'brand', jsonb_build_object('id', b.id, 'name', b.name),
      'path', d.path,
      'variants', (
        select jsonb_agg(jsonb_build_object('sku', sku, 'price', price, 'stock', stock) order by sku)
        from variants where product_id = p.id),
      'reviews', (
        select jsonb_agg(jsonb_build_object('rating', rating, 'text', text) order by number)
        from reviews where product_id = p.id),
      'together', (
        select jsonb_agg(other_id order by other_id) from bought_together where product_id = p.id))
    from products p join brands b on b.id = p.brand_id join down d on d.id = p.category_id
    order by p.id;
    create index documents_by_brand on documents (((body -> 'brand' ->> 'id')::int));
    create index documents_listed on documents
      using gin ((body -> 'path') jsonb_path_ops, (body -> 'colour') jsonb_path_ops)`,

  async page(store, product) {
    const [row] = await store.read<{ body: Stored }>('select body from documents where id = $1', [
      product,
    ])
    const { brand, path, ...rest } = row!.body
    return { ...rest, brand: brand.name, path: path.map(({ name }) => name) }
  },

  async listing(store, category, colour) {
    const rows = await store.read<{ id: number }>(
      `select id from documents
       where body -> 'path' @> $1 and body -> 'colour' @> $2 order by id`,
      [JSON.stringify([{ id: category }]), JSON.stringify(colour)],
    )
    return rows.map(({ id }) => id)
  },

  async averageRating(store, brand) {
    const [row] = await store.read<{ average: number }>(
      `select avg((review ->> 'rating')::int)::float8 as average
       from documents, jsonb_array_elements(body -> 'reviews') as review
       where (body -> 'brand' ->> 'id')::int = $1`,
      [brand],
    )
    return row!.average
  },

  renameBrand: (store, brand, name) =>
    store.change(
      `update documents set body = jsonb_set(body, '{brand,name}', to_jsonb($2::text))
       where (body -> 'brand' ->> 'id')::int = $1`,
      [brand, name],
    ),

  async twoSteps(store, product) {
    const rows = await store.read<{ id: number }>(
      `with first as (
         select other::int as id
         from documents d, jsonb_array_elements(body -> 'together') as other where d.id = $1
       )
       select id from first
       union
       select other::int from first join documents d using (id),
         jsonb_array_elements(body -> 'together') as other
       where other::int <> $1
       order by id`,
      [product],
    )
    return rows.map(({ id }) => id)
  },
}

interface Stored extends Omit<Page, 'brand' | 'path'> {
  brand: { id: number; name: string }
  path: { id: number; name: string }[]
}
