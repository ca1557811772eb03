interface Options {
  threshold: number
  windowMs: number
  openMs: number
  now: () => number
}
export type CreateBreaker = (
  call: () => Promise<unknown>,
  options: Options,
) => () => Promise<unknown>

type Ending = 'answered' | 'failed'
interface Asked {
  ending: Ending | 'refused' | undefined
  error?: unknown
}

/** A breaker of 3 failures in 10 s that stays open for 5 s, over calls that end when they are told to. */
export function tell(create: CreateBreaker, options: Partial<Options> = {}) {
  const calls: PromiseWithResolvers<unknown>[] = []
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
        (error) => {
          asked.ending = error?.message === 'open' ? 'refused' : 'failed'
          asked.error = error
        },
      )
      await everythingHeard()
      return asked
    },
    /** Ends a call, by default the one that was made last. */
    async end(ending: Ending, index = calls.length - 1, answer?: string): Promise<void> {
      const ended = calls[index]
      if (ended === undefined) throw new Error('callers ask, and no call is made')
      if (ending === 'answered') ended.resolve(answer)
      else ended.reject(new Error('503'))
      await everythingHeard()
    },
  }
  const breaker = create(call, { ...optionsOf(() => story.nowMs), ...options })
  return story
}

export const optionsOf = (now: () => number): Options => {
  return { threshold: 3, windowMs: 10_000, openMs: 5_000, now }
}

type Story = ReturnType<typeof tell>

/** The same after three failures at 0 ms. */
export async function tellOpen(create: CreateBreaker): Promise<Story> {
  const story = tell(create)
  for (let failure = 0; failure < 3; failure++) await failAt(story, 0)
  return story
}

/** The same, and the first call of four has not ended yet. */
export async function tellOpenWithOneUnderWay(create: CreateBreaker): Promise<Story> {
  const story = tell(create)
  await story.ask()
  for (let failure = 0; failure < 3; failure++) await failAt(story, 0)
  return story
}

export async function failAt(story: Story, nowMs: number): Promise<void> {
  story.nowMs = nowMs
  await story.ask()
  await story.end('failed')
}

/** Promises that follow from one another are through before the next turn of the event loop. */
const everythingHeard = () => new Promise((resolve) => setImmediate(resolve))

export const is = ({ ending }: Asked) => (ending === undefined ? 'still waits' : `is ${ending}`)
