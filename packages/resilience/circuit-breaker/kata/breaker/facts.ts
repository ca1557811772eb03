import { defineFacts } from '@lab/kata'

type CreateBreaker = (
  call: () => Promise<string>,
  options: { threshold: number; windowMs: number; openMs: number; now: () => number },
) => () => Promise<string>

export const facts = defineFacts<CreateBreaker, AsyncDisposable>({
  answer: 'createBreaker',
  // A breaker needs no server.
  open: () => Promise.resolve({ [Symbol.asyncDispose]: () => Promise.resolve() }),
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
      return asked.ending === 'refused' ? undefined : `it is open, and a caller ${is(asked)}`
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

    'is open for the whole time again when the tried call fails': async (create) => {
      const soon = await tellOpen(create)
      await failAt(soon, 5_000)
      soon.nowMs = 9_999
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
      return failed.made === 5
        ? undefined
        : 'a call of before fails after 4,000 ms, and it is open longer'
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
function tell(create: CreateBreaker) {
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
  const breaker = create(call, {
    threshold: 3,
    windowMs: 10_000,
    openMs: 5_000,
    now: () => story.nowMs,
  })
  return story
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
