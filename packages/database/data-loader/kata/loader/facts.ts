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
  isInOneProcess: true,
  facts: {
    'asks once for all ids that are loaded in one turn': async (create) => {
      const { load, asked } = loading(create)
      const afterPromises = async (id: number) => {
        for (let step = 0; step < 100; step++) await Promise.resolve()
        return load(id)
      }
      await Promise.all([load(1), load(2), afterPromises(3)])
      const text = asked.map((ids) => `[${ids.join(', ')}]`).join(', ')
      if (asked.length !== 1) return `3 ids are loaded in one turn, and it asks for ${text}`
      const many = loading(create)
      await Promise.all(Array.from({ length: 1_000 }, (_, id) => many.load(id)))
      return many.asked.length === 1
        ? undefined
        : `1,000 ids are loaded in one turn, and it sends ${many.asked.length} queries`
    },

    'asks for an id once when two callers load it together': async (create) => {
      const { load, asked } = loading(create)
      await Promise.all([load(1), load(1)])
      const times = asked.flat().length
      if (times !== 1) return `id 1 is loaded twice together, and asked for ${times} times`
      const slow = loading(create)
      slow.holds = true
      const first = slow.load(1)
      await slow.hasAsked(1)
      const second = slow.load(1)
      const hasAskedAgain = await slow.hasAsked(2)
      slow.answer()
      await Promise.all([first, second])
      return hasAskedAgain ? 'a query for id 1 is under way, and it asks for id 1 again' : undefined
    },

    'asks at once for an id that is loaded while a query is under way': async (create) => {
      const story = loading(create)
      story.holds = true
      const first = story.load(1)
      await story.hasAsked(1)
      const second = story.load(2)
      const told = 'a query for id 1 is under way, and id 2 is loaded'
      if (!(await story.hasAsked(2))) return `${told}: it does not ask for id 2`
      story.answer()
      const titles = titlesOf(await Promise.all([first, second]))
      return isDeepStrictEqual(titles, [['1a', '1b'], ['2a']])
        ? undefined
        : `${told}: they have ["1a","1b"] and ["2a"], it gives ${listed(titles)}`
    },

    'does not ask again for what it has loaded': async (create) => {
      const { load, asked } = loading(create)
      await load(1)
      await Promise.all([load(1), load(2)])
      const later = asked.slice(1).flat()
      if (later.includes(1)) return 'id 1 is loaded, and asked for again'
      const story = loading(create)
      await story.load(1)
      story.fails = true
      await story.load(2).catch(() => {})
      await story.load(1).catch(() => {})
      return story.asked.slice(1).flat().includes(1)
        ? 'id 1 is loaded, the query for id 2 fails, and id 1 is asked for again'
        : undefined
    },

    'remembers nothing of what another loader has loaded': async (create) => {
      const [one, other] = [loading(create), loading(create)]
      await Promise.all([one.load(1), other.load(1)])
      const counts = [one.asked.length, other.asked.length]
      return isDeepStrictEqual(counts, [1, 1])
        ? undefined
        : `two loaders load id 1, and their queries are asked ${counts.join(' and ')} times`
    },

    'gives each id its own rows, in any order of the rows': async (create) => {
      const { load } = loading(create)
      const found = await Promise.all([load(1), load(2), load(10)])
      const titles = titlesOf(found)
      if (isDeepStrictEqual(titles, [['1a', '1b'], ['2a'], ['10a']])) return undefined
      return `ids 1, 2 and 10 have ["1a","1b"], ["2a"] and ["10a"], it gives ${listed(titles)}`
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
      const other = endings.find(
        (each) => each.status === 'rejected' && each.reason !== story.error,
      )
      if (other !== undefined) return 'a query fails, and a load rejects with another error'
      story.fails = false
      const again = await story.load(1).then(
        (rows) => rows.length,
        () => 'an error',
      )
      return again === 2 ? undefined : `a query has failed, and the next load gives ${again}`
    },
  },
})

/** A loader over a few rows; the last ones come first. */
function loading(create: CreateLoader) {
  const asked: number[][] = []
  const rows = [
    { ownerId: 10, title: '10a' },
    { ownerId: 1, title: '1a' },
    { ownerId: 2, title: '2a' },
    { ownerId: 1, title: '1b' },
  ]
  const held: (() => void)[] = []
  const story = {
    asked,
    error: new TypeError('connection lost'),
    fails: false,
    /** Whether queries wait for `answer`. */
    holds: false,
    /** Answers the queries that wait, the last one first. */
    answer: () =>
      held
        .splice(0)
        .toReversed()
        .forEach((go) => go()),
    /** Waits until so many queries were asked; says whether they were. */
    async hasAsked(queries: number): Promise<boolean> {
      for (let turns = 0; turns < 50 && asked.length < queries; turns++) {
        await new Promise((resolve) => setTimeout(resolve, 2))
      }
      return asked.length >= queries
    },
    load: create(async (ids) => {
      asked.push([...ids])
      if (story.holds) await new Promise<void>((resolve) => held.push(resolve))
      if (story.fails) throw story.error
      return rows.filter(({ ownerId }) => ids.includes(ownerId))
    }),
  }
  return story
}

const titlesOf = (found: readonly Row[][]) => found.map((rows) => rows?.map(({ title }) => title))

const listed = (titles: unknown[]) => titles.map((each) => JSON.stringify(each)).join(' and ')
