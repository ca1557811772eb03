import { defineFacts } from '@lab/kata'
import { postgres } from '@lab/servers/postgres'
import type { Pool } from 'pg'

interface ProductSearch {
  search: string
  sort: string
  direction: string
  limit: string
  ids?: string[]
}

/** An answer: the products that are found, or that the request is the client's mistake. */
type SearchProducts = (
  pool: Pool,
  asked: ProductSearch,
) => Promise<{ id: number; name: string; price: number }[] | 'bad request'>

const schema = `
  create table products (id int primary key, name text not null, price int not null);
  create table users (email text primary key, password_hash text not null);
  insert into users values ('admin@shop.example', 'hash-7f');
  insert into products values
    (1, 'Lamp', 30), (2, 'Desk', 200), (3, 'Desk lamp', 80), (4, '100 % wool', 50),
    (5, 'snake_case', 5), (6, 'back\\slash', 7), (7, $$O'Hara$$, 9)`

async function openShop() {
  const db = await postgres({ schema })
  return { ...db, pool: db.pool() }
}

type Shop = Awaited<ReturnType<typeof openShop>>

const everything: ProductSearch = { search: '', sort: 'name', direction: 'asc', limit: '50' }

export const facts = defineFacts<SearchProducts, Shop>({
  answer: 'searchProducts',
  open: openShop,
  facts: {
    'finds the products whose name has the text, quotes too, and no other table': (find, shop) =>
      differs(find, shop, [
        [{ search: 'amp' }, '3,1'],
        [{ search: 'lamp' }, '3'],
        [{ search: `O'H` }, '7'],
        [{ search: `'` }, '7'],
        [{ search: `nothing%' union select 0, password_hash, 0 from users --` }, ''],
        [{ search: `' or '1'='1` }, ''],
      ]),

    'takes %, _ and a backslash for themselves': (find, shop) =>
      differs(find, shop, [
        [{ search: '%' }, '4'],
        [{ search: '_' }, '5'],
        [{ search: '\\' }, '6'],
        [{ search: '0 %' }, '4'],
        [{ search: '\\%' }, ''],
      ]),

    'sorts by name or price, asc or desc, and refuses everything else': (find, shop) =>
      differs(find, shop, [
        [{ sort: 'price' }, '5,6,7,1,4,3,2'],
        [{ sort: 'price', direction: 'desc' }, '2,3,4,1,7,6,5'],
        [{ sort: 'name', direction: 'desc', search: 'esk' }, '3,2'],
        [{ sort: 'id' }, 'bad request'],
        [{ sort: 'Price' }, 'bad request'],
        [{ sort: '' }, 'bad request'],
        [{ sort: '3' }, 'bad request'],
        [{ sort: 'constructor' }, 'bad request'],
        [{ sort: 'case when true then price else -price end' }, 'bad request'],
        [{ direction: 'sideways' }, 'bad request'],
        [{ direction: 'asc, (select 1)' }, 'bad request'],
        [{ direction: 'toString' }, 'bad request'],
      ]),

    'takes a limit from 1 to 50, and refuses everything else': async (find, shop) =>
      differs(find, shop, [
        [{ limit: '1' }, '4'],
        [{ limit: '7' }, '4,2,3,1,7,6,5'],
        ...[
          '0',
          '51',
          '-1',
          '1e1',
          '5.5',
          '',
          ' 5',
          '5; drop table products',
          '(select 1)',
          'all',
        ].map((limit): [Partial<ProductSearch>, string] => [{ limit }, 'bad request']),
      ]),

    'finds only the ids that are asked for, none for an empty list, and refuses what is no id': (
      find,
      shop,
    ) =>
      differs(find, shop, [
        [{ ids: ['1', '3'] }, '3,1'],
        [{ ids: ['1', '99'] }, '1'],
        [{ ids: [] }, ''],
        [{ ids: ['1) or (1=1'] }, 'bad request'],
        [{ ids: ['1', 'two'] }, 'bad request'],
        [{ ids: [''] }, 'bad request'],
        [{ ids: ['1e0'] }, 'bad request'],
        [{ ids: ['99999999999'] }, 'bad request'],
      ]),
  },
})

/** What is wrong with the first answer that is wrong, or undefined. */
async function differs(
  find: SearchProducts,
  { pool }: Shop,
  cases: readonly [Partial<ProductSearch>, string][],
): Promise<string | undefined> {
  for (const [asked, right] of cases) {
    const found = await find(pool, { ...everything, ...asked }).then(
      (rows) => (rows === 'bad request' ? rows : rows.map(({ id }) => id).join()),
      (error: Error) => `an error (${error.message})`,
    )
    if (found !== right)
      return `${JSON.stringify(asked)} gives ${found || 'nothing'} instead of ${right || 'nothing'}`
  }
  const { rows } = await pool.query('select count(*)::int as left from products')
  return rows[0].left === 7 ? undefined : `${rows[0].left} products are left of 7`
}
