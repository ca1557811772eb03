import { isDeepStrictEqual } from 'node:util'
import { defineFacts } from '@lab/kata'

interface Row {
  ownerId: number
  title: string
}

type CreateLoader = (query: (ids: number[]) => Promise<Row[]>) => (id: number) => Promise<Row[]>

export const facts = defineFacts<CreateLoader, AsyncDisposable>({
  answer: 'createLoader',
  // A loader needs no server.
  open: () => Promise.resolve({ [Symbol.asyncDispose]: () => Promise.resolve() }),
  facts: {
    'asks once for all ids that are loaded in one turn': async (create) => {
      const { load, asked } = loading(create)
      const afterPromises = async (id: number) => {
        for (let step = 0; step < 3; step++) await Promise.resolve()
        return load(id)
      }
      await Promise.all([load(1), load(2), afterPromises(3)])
      const text = asked.map((ids) => `[${ids.join(', ')}]`).join(', ')
      return asked.length === 1
        ? undefined
        : `3 ids are loaded in one turn, and it asks for ${text}`
    },

    'asks for an id once when two callers load it together': async (create) => {
      const { load, asked } = loading(create)
      await Promise.all([load(1), load(1)])
      const times = asked.flat().length
      return times === 1 ? undefined : `id 1 is loaded twice together, and asked for ${times} times`
    },

    'does not ask again for what it has loaded': async (create) => {
      const { load, asked } = loading(create)
      await load(1)
      await Promise.all([load(1), load(2)])
      const later = asked.slice(1).flat()
      return later.includes(1) ? 'id 1 is loaded, and asked for again' : undefined
    },

    'gives each id its own rows, in any order of the rows': async (create) => {
      const { load } = loading(create)
      const found = await Promise.all([load(1), load(2)])
      const titles = found.map((rows) => rows.map(({ title }) => title))
      if (isDeepStrictEqual(titles, [['1a', '1b'], ['2a']])) return undefined
      return `ids 1 and 2 have ["1a","1b"] and ["2a"], it gives ${titles.map((one) => JSON.stringify(one)).join(' and ')}`
    },

    'gives an empty list to an id without rows': async (create) => {
      const { load } = loading(create)
      const found = await load(9)
      return isDeepStrictEqual(found, [])
        ? undefined
        : `id 9 has no rows, it gives ${JSON.stringify(found) ?? 'undefined'}`
    },

    'rejects every load of a query that fails, and asks again afterwards': async (create) => {
      const story = loading(create)
      story.fails = true
      const endings = await Promise.allSettled([story.load(1), story.load(2)])
      const rejected = endings.filter(({ status }) => status === 'rejected').length
      if (rejected !== 2) return `the query of 2 loads fails, and ${rejected} reject`
      story.fails = false
      const again = await story.load(1).then(
        (rows) => rows.length,
        () => 'an error',
      )
      return again === 2 ? undefined : `a query has failed, and the next load gives ${again}`
    },
  },
})

/** A loader over three rows; the last ones come first. */
function loading(create: CreateLoader) {
  const asked: number[][] = []
  const rows = [
    { ownerId: 2, title: '2a' },
    { ownerId: 1, title: '1a' },
    { ownerId: 1, title: '1b' },
  ]
  const story = {
    asked,
    fails: false,
    load: create(async (ids) => {
      asked.push([...ids])
      if (story.fails) throw new Error('connection lost')
      return rows.filter(({ ownerId }) => ids.includes(ownerId))
    }),
  }
  return story
}
