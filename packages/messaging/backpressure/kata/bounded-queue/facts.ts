import { isDeepStrictEqual } from 'node:util'
import { defineFacts } from '@lab/kata'
import { anything, handedOver, misses, takesTheFreePlace } from './anything.ts'
import {
  lastPutAndClose,
  overtakenPut,
  overtakenTake,
  takeAndClose,
  twoPutsAtOnce,
  twoTakesAtOnce,
} from './at-once.ts'
import { tell, text, waitsWhenFull } from './tell.ts'
import type { CreateQueue } from './tell.ts'

export const facts = defineFacts<CreateQueue, AsyncDisposable>({
  answer: 'createQueue',
  // A queue needs no server.
  open: () => Promise.resolve({ [Symbol.asyncDispose]: () => Promise.resolve() }),
  isInOneProcess: true,
  facts: {
    'gives the items in the order in which they were put, whatever they are': async (create) => {
      const story = tell(create, anything.length)
      for (const item of anything) await story.put(item)
      for (const item of anything) {
        const wrong = misses(await story.take(), item)
        if (wrong !== undefined)
          return `${anything.map(text).join(', ')} are put; the take for ${text(item)} ${wrong}`
      }
      return (await handedOver(create)) ?? takesTheFreePlace(create)
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
      const story = tell(create, 2)
      const atOnce = await Promise.all([story.put('a'), story.put('b'), story.put('c')])
      const endings = atOnce.map(({ ending }) => ending)
      return isDeepStrictEqual(endings, ['resolves', 'resolves', 'waits'])
        ? undefined
        : `2 places and 3 puts in the same moment: ${endings.join(', ')}`
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
      return (await twoTakesAtOnce(create)) ?? overtakenPut(create)
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
      if (third.ending !== 'resolves' || kept.ending !== 'resolves')
        return `three takes have got their items, 1 place is free, and a put ${kept.ending}`
      const next = await story.put('e')
      if (next.ending !== 'waits' && (await waitsWhenFull(create)))
        return `three takes have got their items, the only place is taken, and a put ${next.ending}`
      return (await twoPutsAtOnce(create)) ?? overtakenTake(create)
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
      if (takes.some(({ ending }) => ending !== 'is done'))
        return `two takes wait, it is closed: ${takes.map(({ ending }) => ending).join(', ')}`
      return (await lastPutAndClose(create)) ?? takeAndClose(create)
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
      const puts = [await full.put('a'), await full.put('b'), await full.put('c')].slice(1)
      await full.fail(error)
      puts.push(await full.put('d'))
      const strange = puts.find((put) => put.error !== error)
      if (strange !== undefined)
        return `two puts wait, it fails, one more comes; one of the three ${strange.ending}`
      const later = await full.take()
      if (later.error !== error) return `an item is there, it fails, and a take ${later.ending}`
      for (const order of [['close', 'fail'] as const, ['fail', 'close'] as const]) {
        const closed = tell(create, 1)
        await closed.put('a')
        for (const end of order) await (end === 'close' ? closed.close() : closed.fail(error))
        const [take, put] = [await closed.take(), await closed.put('b')]
        if (take.error !== error) return `${order.join(', then ')}: a take ${take.ending}`
        if (put.error !== error) return `${order.join(', then ')}: a put ${put.ending}`
      }
      const empty = tell(create, 1)
      const takes = [await empty.take(), await empty.take()]
      // One that does not wait breaks another fact.
      if (takes.some(({ ending }) => ending !== 'waits')) return undefined
      await empty.fail(error)
      const unheard = takes.find((take) => take.error !== error)
      return unheard && `two takes wait, it fails, and one of them ${unheard.ending}`
    },
  },
})
