import { inspect } from 'node:util'
import { defineFacts } from '@lab/kata'

interface Options {
  threshold: number
  windowMs: number
  openMs: number
  now: () => number
}
type CreateBreaker = (call: () => Promise<string>, options: Options) => () => Promise<string>

export const facts = defineFacts<CreateBreaker, AsyncDisposable>({
  answer: 'createBreaker',
  // A breaker needs no server.
  open: () => Promise.resolve({ [Symbol.asyncDispose]: () => Promise.resolve() }),
  isInOneProcess: true,
  facts: {
    'refuses without a call when the failures within the window are too many': async (create) => {
      const story = tell(create)
      for (const ending of ['failed', 'answered', 'failed', 'failed'] as const) {
        const asked = await story.ask()
        await story.end(ending)
        if (asked.ending !== ending) return `a call has ${ending}, and its caller ${is(asked)}`
      }
      const asked = await story.ask()
      if (story.made > 4) return '3 of 4 calls have failed at once, and a fifth is made'
      if (asked.ending !== 'refused') return `it is open, and a caller ${is(asked)}`
      const sliding = tell(create)
      for (const atMs of [0, 9_000, 11_000, 12_000]) {
        sliding.nowMs = atMs
        // One that refuses too early breaks the next fact.
        if ((await sliding.ask()).ending === 'refused') return undefined
        await sliding.end('failed')
      }
      return (await sliding.ask()).ending === 'refused'
        ? undefined
        : 'failures at 0, 9, 11 and 12 s, 3 of them within 10 s, and it does not refuse'
    },

    'counts a failure when the call has failed, not when it began': async (create) => {
      const window = tell(create)
      for (let call = 0; call < 3; call++) {
        window.nowMs = call === 2 ? 12_000 : 0
        await window.ask()
      }
      for (const [call, atMs] of [9_000, 9_001, 18_000].entries()) {
        window.nowMs = atMs
        await window.end('failed', call)
      }
      if ((await window.ask()).ending !== 'refused') {
        return 'calls began at 0, 0 and 12 s, failed at 9, 9 and 18 s, and it does not refuse'
      }
      const open = tell(create)
      await Promise.all([open.ask(), open.ask(), open.ask()])
      open.nowMs = 3_000
      for (const call of [0, 1, 2]) await open.end('failed', call)
      open.nowMs = 7_999
      return (await open.ask()).ending === 'refused'
        ? undefined
        : '3 calls that began at 0 s have failed at 3 s, and at 7.999 s it does not refuse'
    },

    'passes the answer and the error of a call on as they are': async (create) => {
      for (const given of [new TypeError('503'), new Error('open'), 'no answer', undefined]) {
        const failing = create(
          () => Promise.reject(given as Error),
          optionsOf(() => 0),
        )
        const isHeard = await failing().then(
          () => false,
          (error: unknown) => error === given,
        )
        if (!isHeard) {
          return `a call fails with ${inspect(given).split('\n')[0]}, and its caller gets something else`
        }
      }
      const answer = { price: 9.99 } as unknown as string
      return (await create(
        () => Promise.resolve(answer),
        optionsOf(() => 0),
      )()) === answer
        ? undefined
        : 'a call answers an object, and its caller gets another one'
    },

    'goes by its own options and calls, beside another breaker': async (create) => {
      const other = tell(create)
      const atMs = 1_800_000_000_000
      for (const afterMs of [0, 1_500, 59_999, 60_000]) {
        const own = tell(create, { threshold: 1, windowMs: 1_000, openMs: 60_000 })
        await failAt(own, atMs)
        own.nowMs = atMs + afterMs
        await own.ask()
        const made = afterMs === 60_000 ? 2 : 1
        if (own.made !== made) {
          return `1 failure opens it for 60,000 ms, and after ${afterMs} ms it has made ${own.made} calls, not ${made}`
        }
      }
      await other.ask()
      return other.made === 1 ? undefined : 'another breaker is open, and this one refuses'
    },

    'makes calls while fewer failures lie within the window': async (create) => {
      const story = tell(create)
      for (const atMs of [0, 6_000, 11_000, 17_000]) {
        story.nowMs = atMs
        await story.ask()
        await story.end('failed')
      }
      await story.ask()
      return story.made === 5
        ? undefined
        : 'failures at 0, 6, 11 and 17 s, never 3 within 10 s, and it refuses'
    },

    'tries one call after that time, and refuses the others meanwhile': async (create) => {
      const story = await tellOpen(create)
      story.nowMs = 5_000
      const asked = await Promise.all([story.ask(), story.ask(), story.ask()])
      const made = story.made - 3
      if (made !== 1) return `3 callers come after 5,000 ms, ${made} calls are made`
      const refused = asked.filter(({ ending }) => ending === 'refused').length
      return refused === 2
        ? undefined
        : `1 of 3 callers tries, and ${refused} are refused meanwhile`
    },

    'closes when the tried call succeeds, and forgets the failures': async (create) => {
      const story = await tellOpen(create)
      story.nowMs = 5_000
      await story.ask()
      await story.end('answered')
      await story.ask()
      await story.end('failed')
      if (story.made < 5) return 'the tried call has succeeded, and the next one is refused'
      await Promise.all([story.ask(), story.ask()])
      return story.made === 7 ? undefined : 'it has closed, and one failure opens it again'
    },

    'opens again after it has closed, whenever the calls that fail began': async (create) => {
      const story = await tellOpenWithOneUnderWay(create)
      story.nowMs = 5_000
      await story.ask()
      await story.end('answered')
      await story.end('failed', 0)
      for (const _ of [1, 2]) await failAt(story, 5_000)
      // One that does not close breaks the fact above.
      if (story.made < 7 || is(await story.ask()) === 'is refused') return undefined
      return 'it has closed, 3 calls fail, one began before it opened, and it does not refuse'
    },

    'is open for the whole time again when the tried call fails': async (create) => {
      const soon = await tellOpen(create)
      soon.nowMs = 5_000
      await soon.ask()
      soon.nowMs = 7_000
      await soon.end('failed')
      soon.nowMs = 11_999
      await soon.ask()
      if (soon.made > 4) return 'the tried call has failed 4,999 ms ago, and another one is made'
      const later = await tellOpen(create)
      await failAt(later, 5_000)
      await failAt(later, 10_000)
      later.nowMs = 15_000
      await later.ask()
      return later.made === 6
        ? undefined
        : 'a tried call has failed, and 5,000 ms later none is tried'
    },

    'lets a call of before decide nothing': async (create) => {
      const answered = await tellOpenWithOneUnderWay(create)
      await answered.end('answered', 0)
      await answered.ask()
      if (answered.made > 4) return 'a call of before succeeds while it is open, and it makes calls'
      const failed = await tellOpenWithOneUnderWay(create)
      failed.nowMs = 4_000
      await failed.end('failed', 0)
      failed.nowMs = 5_000
      await failed.ask()
      if (failed.made < 5) return 'a call of before fails after 4,000 ms, and it is open longer'
      // Now a call is being tried.
      const late = await tellOpenWithOneUnderWay(create)
      late.nowMs = 5_000
      await late.ask()
      await late.ask()
      // One that lets others try as well breaks the fact above.
      if (late.made > 5) return undefined
      await late.end('answered', 0)
      await late.ask()
      return late.made === 5
        ? undefined
        : 'a call is being tried, one of before succeeds meanwhile, and it makes calls'
    },

    'stays open for its time, also when callers ask meanwhile': async (create) => {
      const story = await tellOpen(create)
      for (const atMs of [1_000, 2_000, 3_000, 4_000, 4_999]) {
        story.nowMs = atMs
        await story.ask()
        if (story.made > 3) return `it is open for 5,000 ms, and makes a call after ${atMs}`
      }
      story.nowMs = 5_000
      await story.ask()
      return story.made === 4
        ? undefined
        : 'callers came all the time, and after 5,000 ms none tries'
    },
  },
})

type Ending = 'answered' | 'failed'
interface Asked {
  ending: Ending | 'refused' | undefined
}

/** A breaker of 3 failures in 10 s that stays open for 5 s, over calls that end when they are told to. */
function tell(create: CreateBreaker, options: Partial<Options> = {}) {
  const calls: PromiseWithResolvers<string>[] = []
  const call = () => {
    calls.push(Promise.withResolvers())
    return calls.at(-1)!.promise
  }
  const story = {
    nowMs: 0,
    /** How many calls were made. */
    get made() {
      return calls.length
    },
    /** Asks the breaker; a caller that still waits has no ending yet. */
    async ask(): Promise<Asked> {
      const asked: Asked = { ending: undefined }
      Promise.try(breaker).then(
        () => (asked.ending = 'answered'),
        (error) => (asked.ending = error?.message === 'open' ? 'refused' : 'failed'),
      )
      await everythingHeard()
      return asked
    },
    /** Ends a call, by default the one that was made last. */
    async end(ending: Ending, index = calls.length - 1): Promise<void> {
      const ended = calls[index]
      if (ended === undefined) throw new Error('callers ask, and no call is made')
      if (ending === 'answered') ended.resolve('9.99')
      else ended.reject(new Error('503'))
      await everythingHeard()
    },
  }
  const breaker = create(call, { ...optionsOf(() => story.nowMs), ...options })
  return story
}

const optionsOf = (now: () => number): Options => {
  return { threshold: 3, windowMs: 10_000, openMs: 5_000, now }
}

type Story = ReturnType<typeof tell>

/** The same after three failures at 0 ms. */
async function tellOpen(create: CreateBreaker): Promise<Story> {
  const story = tell(create)
  for (let failure = 0; failure < 3; failure++) await failAt(story, 0)
  return story
}

/** The same, and the first call of four has not ended yet. */
async function tellOpenWithOneUnderWay(create: CreateBreaker): Promise<Story> {
  const story = tell(create)
  await story.ask()
  for (let failure = 0; failure < 3; failure++) await failAt(story, 0)
  return story
}

async function failAt(story: Story, nowMs: number): Promise<void> {
  story.nowMs = nowMs
  await story.ask()
  await story.end('failed')
}

/** Promises that follow from one another are through before the next turn of the event loop. */
const everythingHeard = () => new Promise((resolve) => setImmediate(resolve))

const is = ({ ending }: Asked) => (ending === undefined ? 'still waits' : `is ${ending}`)
