import { gives, tell, text, waitsWhenFull } from './tell.ts'
import type { Call, CreateQueue } from './tell.ts'

/** Each goes through a queue as it is: what is falsy, twice the same, one object, a promise. */
export const anything = [0, undefined, null, '', 10, 10, { id: 1 }, Promise.resolve('kept')]

/** Says what a take does that does not give this very item. */
export function misses({ ending, value }: Call, item: unknown): string | undefined {
  if (ending !== gives(item)) return ending
  return Object.is(value, item) ? undefined : `${ending}, another one`
}

/** Each item is put while a take waits. */
export async function handedOver(create: CreateQueue): Promise<string | undefined> {
  for (const item of anything) {
    const story = tell(create, 1)
    const take = await story.take()
    // One that does not wait breaks another fact.
    if (take.ending !== 'waits') return undefined
    await story.put(item)
    const wrong = misses(take, item)
    if (wrong !== undefined) return `a take waits, ${text(item)} is put: the take ${wrong}`
  }
  return undefined
}

/** Each item is put while the only place is taken. */
export async function takesTheFreePlace(create: CreateQueue): Promise<string | undefined> {
  if (!(await waitsWhenFull(create))) return undefined
  for (const item of anything) {
    const story = tell(create, 1)
    await story.put('a')
    const { ending } = await story.put(item)
    if (ending !== 'waits') return `1 place is taken, and a put of ${text(item)} ${ending}`
    await story.take()
    const wrong = misses(await story.take(), item)
    if (wrong !== undefined)
      return `1 place is taken, a put of ${text(item)} waits; the second take ${wrong}`
  }
  return undefined
}
