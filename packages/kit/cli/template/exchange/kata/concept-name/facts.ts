import { defineFacts } from '@lab/kata'
import { deliversTheOrder, openShop } from '../../src/index.ts'
import type { Move } from '../../src/index.ts'

export const facts = defineFacts<Move, AsyncDisposable>({
  answer: 'move',
  // Each fact starts a shop of its own.
  open: async () => ({ [Symbol.asyncDispose]: async () => {} }),
  facts: {
    'delivers an order with its body': async (move) => (await deliversTheOrder(move, '')).violation,

    'keeps the query as it was sent': (move) => arrives(move, '?name=a%20b'),

    'keeps what comes after the path': (move) => arrives(move, '/7'),

    'tells a reader that the move is permanent': async (move) => {
      await using shop = await openShop(move)
      const { status } = await fetch(`${shop.url}/orders`, { redirect: 'manual' })
      return [301, 308].includes(status) ? undefined : `GET /orders answers ${status}`
    },
  },
})

async function arrives(move: Move, rest: string): Promise<string | undefined> {
  await using shop = await openShop(move)
  await fetch(`${shop.url}/orders${rest}`)
  const [request] = shop.arrived
  if (request === undefined) return `/orders${rest} does not arrive`
  const wanted = rest.startsWith('/') ? rest : `/${rest}`
  return request.url === wanted ? undefined : `/orders${rest} arrives as ${request.url}`
}
