import { isDeepStrictEqual } from 'node:util'
import { defineFacts } from '@lab/kata'

type Taken = { done: false; value: unknown } | { done: true }

interface Queue {
  put(item: unknown): Promise<void>
  take(): Promise<Taken>
  close(): void
  fail(error: unknown): void
}
type CreateQueue = (places: number) => Queue

export const facts = defineFacts<CreateQueue, AsyncDisposable>({
  answer: 'createQueue',
  // A queue needs no server.
  open: () => Promise.resolve({ [Symbol.asyncDispose]: () => Promise.resolve() }),
  isInOneProcess: true,
  facts: {
    'gives the items in the order in which they were put, whatever they are': async (create) => {
      const story = tell(create, 4)
      const items = [0, undefined, '', 10]
      for (const item of items) await story.put(item)
      const found = [await story.take(), await story.take(), await story.take(), await story.take()]
      const expected = items.map((value) => `gives ${text(value)}`)
      const endings = found.map(({ ending }) => ending)
      return isDeepStrictEqual(endings, expected)
        ? undefined
        : `0, undefined, '' and 10 are put; four takes: ${endings.join(', ')}`
    },

    'lets a put wait while every place is taken': async (create) => {
      for (const places of [1, 2, 10]) {
        const story = tell(create, places)
        const puts = []
        for (let item = 1; item <= places + 2; item++) puts.push(await story.put(item))
        const through = puts.filter(({ ending }) => ending === 'resolves').length
        const waiting = puts.filter(({ ending }) => ending === 'waits').length
        if (through !== places || waiting !== 2)
          return `${places} places and ${places + 2} puts: ${through} resolve and ${waiting} wait`
      }
      return undefined
    },

    'lets the put that waits longest go on for each item that is taken': async (create) => {
      if (!(await waitsWhenFull(create))) return undefined
      const story = tell(create, 2)
      const puts = []
      for (let item = 1; item <= 5; item++) puts.push(await story.put(item))
      for (const through of [3, 4, 5]) {
        await story.take()
        const resolved = puts.flatMap(({ ending }, index) => (ending === 'waits' ? [] : index + 1))
        const expected = [1, 2, 3, 4, 5].slice(0, through)
        if (!isDeepStrictEqual(resolved, expected))
          return `2 places, 5 puts, ${through - 2} taken: puts ${resolved.join(', ')} are through`
      }
      return overtaking(create)
    },

    'lets takes wait while nothing is there, and gives each its own item': async (create) => {
      const story = tell(create, 1)
      const takes = [await story.take(), await story.take(), await story.take()]
      if (takes.some(({ ending }) => ending !== 'waits'))
        return `nothing was put, and a take ${takes.find(({ ending }) => ending !== 'waits')!.ending}`
      for (const item of ['a', 'b']) await story.put(item)
      const endings = takes.map(({ ending }) => ending)
      if (!isDeepStrictEqual(endings, ["gives 'a'", "gives 'b'", 'waits']))
        return `three takes wait, 'a' and 'b' are put: ${endings.join(', ')}`
      const [third, kept] = [await story.put('c'), await story.put('d')]
      return third.ending === 'resolves' && kept.ending === 'resolves'
        ? undefined
        : `three takes have got their items, 1 place is free, and a put ${kept.ending}`
    },

    'gives what is there after close, then every take is done': async (create) => {
      const story = tell(create, 3)
      await story.put('a')
      await story.put('b')
      await story.close()
      await story.close()
      const endings = []
      for (let take = 0; take < 4; take++) endings.push((await story.take()).ending)
      if (!isDeepStrictEqual(endings, ["gives 'a'", "gives 'b'", 'is done', 'is done']))
        return `'a' and 'b' are put, it is closed; four takes: ${endings.join(', ')}`
      const empty = tell(create, 3)
      const takes = [await empty.take(), await empty.take()]
      await empty.close()
      return takes.every(({ ending }) => ending === 'is done')
        ? undefined
        : `two takes wait, it is closed: ${takes.map(({ ending }) => ending).join(', ')}`
    },

    'refuses puts once it is closed, also those that wait': async (create) => {
      if (!(await waitsWhenFull(create))) return undefined
      const story = tell(create, 1)
      const puts = [await story.put('a'), await story.put('b'), await story.put('c')]
      await story.close()
      puts.push(await story.put('d'))
      const endings = puts.map(({ ending }) => ending)
      const refused = 'rejects with Error: closed'
      if (!isDeepStrictEqual(endings, ['resolves', refused, refused, refused]))
        return `1 place, puts of a, b and c, close, put of d: ${endings.join(', ')}`
      const given = []
      for (let take = 0; take < 4; take++) given.push((await story.take()).ending)
      const wrong = given.find((ending) => /'[bcd]'/.test(ending))
      return wrong === undefined ? undefined : `puts are refused, and a take ${wrong} all the same`
    },

    'passes a failure on to puts and takes as it is': async (create) => {
      if (!(await waitsWhenFull(create))) return undefined
      const error = Object.assign(new Error('disk full'), { code: 'ENOSPC' })
      const full = tell(create, 1)
      const puts = [await full.put('a'), await full.put('b')].slice(1)
      await full.fail(error)
      puts.push(await full.put('c'))
      if (puts.some((put) => put.error !== error))
        return `it has failed: a put that waits ${puts[0]!.ending}, a later one ${puts[1]!.ending}`
      const later = await full.take()
      if (later.error !== error)
        return `an item is there, it has failed, and a take ${later.ending}`
      const closed = tell(create, 1)
      await closed.put('a')
      await closed.close()
      await closed.fail(error)
      const left = await closed.take()
      if (left.error !== error) return `it is closed, then it fails, and a take ${left.ending}`
      const empty = tell(create, 1)
      const waiting = await empty.take()
      // One that does not wait breaks another fact.
      if (waiting.ending !== 'waits') return undefined
      await empty.fail(error)
      return waiting.error === error
        ? undefined
        : `it has failed: a take that waits ${waiting.ending}`
    },

    'has its own places, beside another queue': async (create) => {
      if (!(await waitsWhenFull(create))) return undefined
      const story = tell(create, 1)
      const other = tell(create, 3)
      await story.put('a')
      const puts = [await story.put('b'), await other.put('c'), await other.put('d')]
      const endings = puts.map(({ ending }) => ending)
      return isDeepStrictEqual(endings, ['waits', 'resolves', 'resolves'])
        ? undefined
        : `a full queue of 1 place, another of 3; a put here and two there: ${endings.join(', ')}`
    },
  },
})

/** One that takes more than its places breaks the fact about that, and not every other one, too. */
async function waitsWhenFull(create: CreateQueue): Promise<boolean> {
  const story = tell(create, 1)
  await story.put('a')
  return (await story.put('b')).ending === 'waits'
}

/** A take and a put in the same moment, while another put waits. */
async function overtaking(create: CreateQueue): Promise<string | undefined> {
  const story = tell(create, 1)
  await story.put('a')
  await story.put('b')
  const [, put] = await Promise.all([story.take(), story.put('c')])
  const told = "1 place is taken, 'b' waits; a take and a put of 'c' at once"
  if (put.ending !== 'waits') return `${told}: the put of 'c' ${put.ending}`
  const [second, third] = [await story.take(), await story.take()]
  return second.ending === "gives 'b'" && third.ending === "gives 'c'"
    ? undefined
    : `${told}; the next takes: ${second.ending}, ${third.ending}`
}

interface Call {
  /** As a sentence about it: `waits`, `resolves`, `gives 1`, `is done`, `rejects with …`. */
  ending: string
  error?: unknown
}

/** A queue whose calls are watched. Each answers when everything that follows from it has happened. */
function tell(create: CreateQueue, places: number) {
  const queue = create(places)
  const watch = async (run: () => unknown, say: (value: unknown) => string): Promise<Call> => {
    const call: Call = { ending: 'waits' }
    Promise.try(run).then(
      (value) => (call.ending = say(value)),
      (error) => Object.assign(call, { ending: `rejects with ${String(error)}`, error }),
    )
    await everythingHeard()
    return call
  }
  const taken = (value: unknown) => {
    const { done, value: item } = value as { done: boolean; value?: unknown }
    return done ? 'is done' : `gives ${text(item)}`
  }
  return {
    put: (item: unknown) =>
      watch(
        () => queue.put(item),
        () => 'resolves',
      ),
    take: () => watch(() => queue.take(), taken),
    close: () =>
      watch(
        () => queue.close(),
        () => 'resolves',
      ),
    fail: (error: unknown) =>
      watch(
        () => queue.fail(error),
        () => 'resolves',
      ),
  }
}

const text = (value: unknown) => (typeof value === 'string' ? `'${value}'` : String(value))

/** Promises that follow from one another are through before the next turn of the event loop. */
const everythingHeard = () => new Promise((resolve) => setImmediate(resolve))
