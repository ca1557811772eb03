import { defineFacts } from '@lab/kata'
import { comparesThreeGuesses, openRedis } from '../../src/index.ts'
import type { Admit, KeySpace } from '../../src/index.ts'

export const facts = defineFacts<Admit, KeySpace>({
  answer: 'admit',
  open: openRedis,
  facts: {
    'compares one of two guesses when one is left, in every order': (admit, space) =>
      comparesThreeGuesses(space, admit),

    'counts each user apart': async (admit, { plain }) => {
      await plain.flushdb()
      for (let guess = 0; guess < 3; guess += 1) await admit(plain, 'alice')
      const answer = await admit(plain, 'bob')
      return answer === 'compare'
        ? undefined
        : `alice used three guesses, and bob hears "${answer}"`
    },

    'sets an end to the count of the first guess': async (admit, { plain }) => {
      await plain.flushdb()
      await admit(plain, 'alice')
      const ends = await endsOf(plain)
      const wrong = ends.find((seconds) => seconds < 1 || seconds > 600)
      return wrong === undefined ? undefined : `a count ends in ${wrong} s, -1 for never`
    },

    'does not put the end off by another guess': async (admit, { plain }) => {
      await plain.flushdb()
      await admit(plain, 'alice')
      for (const key of await plain.keys('*')) await plain.expire(key, 100)
      await admit(plain, 'alice')
      const later = (await endsOf(plain)).find((seconds) => seconds > 100)
      return later === undefined ? undefined : `100 s were left, after another guess ${later} s`
    },
  },
})

async function endsOf(plain: KeySpace['plain']): Promise<number[]> {
  return Promise.all((await plain.keys('*')).map((key) => plain.ttl(key)))
}
