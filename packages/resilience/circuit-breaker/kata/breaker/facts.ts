import { inspect } from 'node:util'
import { defineFacts } from '@lab/kata'
import { callOfBefore } from './call-of-before.ts'
import { failAt, is, optionsOf, tell, tellOpen, tellOpenWithOneUnderWay } from './tell.ts'
import type { CreateBreaker } from './tell.ts'

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
      if (!(asked.error instanceof Error))
        return 'it refuses, and throws something that is no Error'
      for (const given of errors) {
        let made = 0
        const failing = create(
          () => {
            made++
            return Promise.reject(given as Error)
          },
          optionsOf(() => 0),
        )
        for (let caller = 0; caller < 4; caller++) await Promise.try(failing).catch(() => {})
        if (made > 3) return `3 calls have failed with ${short(given)}, and a fourth is made`
      }
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
      const [late, early] = [12_000, 9_000].map(async (beganMs) => {
        const wide = tell(create)
        for (const _ of [1, 2]) await failAt(wide, 0)
        wide.nowMs = beganMs
        await wide.ask()
        wide.nowMs = 12_000
        await wide.end('failed')
        return (await wide.ask()).ending === 'refused'
      })
      // One that refuses either way breaks another fact.
      if ((await early) && !(await late)) {
        return 'calls failed at 0, 0 and 12 s, the last one began at 9 s, and it refuses'
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
      for (const given of errors) {
        const failing = create(
          () => Promise.reject(given as Error),
          optionsOf(() => 0),
        )
        const isHeard = await failing().then(
          () => false,
          (error: unknown) => error === given,
        )
        if (!isHeard) return `a call fails with ${short(given)}, and its caller gets something else`
      }
      for (const answer of [{ price: 9.99 }, undefined, new Error('of yesterday')]) {
        const answering = create(
          () => Promise.resolve(answer),
          optionsOf(() => 0),
        )
        const isHeard = await answering().then(
          (heard) => heard === answer,
          () => false,
        )
        if (!isHeard) {
          return `a call answers ${short(answer)}, and its caller gets something else`
        }
      }
      return undefined
    },

    'goes by its own options and calls, beside another breaker': async (create) => {
      const other = tell(create)
      const atMs = 1_800_000_000_000
      for (const afterMs of [0, 1_500, 59_999, 60_000, 6_000_000]) {
        const own = tell(create, { threshold: 1, windowMs: 1_000, openMs: 60_000 })
        await failAt(own, atMs)
        own.nowMs = atMs + afterMs
        await Promise.all([own.ask(), own.ask()])
        const made = afterMs >= 60_000 ? 2 : 1
        // One that lets all of them try breaks another fact.
        if (afterMs === 60_000 && own.made > made) return undefined
        if (own.made !== made) {
          return `1 failure opens it for 60,000 ms, and after ${afterMs} ms two callers come: it has made ${own.made} calls, not ${made}`
        }
      }
      const [soon, never] = [1_500, 1e9].map(async (afterMs) => {
        const narrow = tell(create, { threshold: 2, windowMs: 1_000 })
        await failAt(narrow, atMs)
        await failAt(narrow, atMs + afterMs)
        return (await narrow.ask()).ending === 'refused'
      })
      // One that forgets no failure breaks the next fact.
      if ((await soon) && !(await never)) {
        return 'failures at 0 and 1.5 s, never 2 within its 1 s, and it refuses'
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
      if (refused !== 2) return `1 of 3 callers tries, and ${refused} are refused meanwhile`
      story.nowMs += 3_600_000
      await story.ask()
      if (story.made > 4) return 'a call is tried for an hour, and another one is made'
      return undefined
    },

    'closes when the tried call succeeds, and forgets the failures': async (create) => {
      for (const [answer, tookMs] of [
        ['9.99', 0],
        [undefined, 0],
        ['9.99', 3_600_000],
      ] as const) {
        const story = await tellOpen(create)
        story.nowMs = 5_000
        await story.ask()
        story.nowMs += tookMs
        await story.end('answered', 3, answer)
        for (let failure = 0; failure < 2; failure++) {
          const made = story.made
          await story.ask()
          if (story.made === made) {
            return failure === 0
              ? `the tried call has succeeded after ${tookMs} ms with ${answer}, and the next one is refused`
              : 'it has closed, and one failure opens it again'
          }
          await story.end('failed')
        }
        await Promise.all([story.ask(), story.ask()])
        if (story.made < 8) return 'it has closed, and two failures open it again'
      }
      return undefined
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

    'lets a call of before decide nothing': callOfBefore,

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

const errors = [
  new TypeError('503'),
  Object.freeze(new Error('504')),
  new Error('open'),
  'no answer',
  undefined,
]

const short = (given: unknown) => inspect(given).split('\n')[0]
