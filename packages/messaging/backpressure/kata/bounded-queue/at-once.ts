import { isDeepStrictEqual } from 'node:util'
import { tell, waits } from './tell.ts'
import type { CreateQueue } from './tell.ts'

export async function twoTakesAtOnce(create: CreateQueue): Promise<string | undefined> {
  const story = tell(create, 2)
  const puts = [await story.put(1), await story.put(2), await story.put(3), await story.put(4)]
  await Promise.all([story.take(), story.take()])
  const endings = puts.map(({ ending }) => ending)
  return endings.every((ending) => ending === 'resolves')
    ? undefined
    : `2 places are taken, two puts wait; two takes in the same moment: ${endings.join(', ')}`
}

export async function twoPutsAtOnce(create: CreateQueue): Promise<string | undefined> {
  const story = tell(create, 1)
  const takes = [await story.take(), await story.take()]
  await Promise.all([story.put('a'), story.put('b')])
  const endings = takes.map(({ ending }) => ending)
  return isDeepStrictEqual(endings, ["gives 'a'", "gives 'b'"])
    ? undefined
    : `two takes wait, 'a' and 'b' are put in the same moment: ${endings.join(', ')}`
}

export async function overtakenTake(create: CreateQueue): Promise<string | undefined> {
  const story = tell(create, 1)
  const first = await story.take()
  const [, second] = await Promise.all([story.put('a'), story.take()])
  return first.ending === "gives 'a'" && second.ending === 'waits'
    ? undefined
    : `a take waits; a put of 'a' and another take at once: ${first.ending}, ${second.ending}`
}

/** What is put may be refused or given, and not both or neither. */
export async function lastPutAndClose(create: CreateQueue): Promise<string | undefined> {
  const story = tell(create, 1)
  const take = await story.take()
  // One that does not wait breaks another fact.
  if (!waits(take)) return undefined
  const [put] = await Promise.all([story.put('a'), story.close()])
  return take.ending === (put.ending === 'resolves' ? "gives 'a'" : 'is done')
    ? undefined
    : `a take waits; a put and a close at once: the put ${put.ending}, the take ${take.ending}`
}

/** A put that waits has got its place or is refused. */
export async function takeAndClose(create: CreateQueue): Promise<string | undefined> {
  const story = tell(create, 1)
  await story.put('a')
  const put = await story.put('b')
  await Promise.all([story.take(), story.close()])
  const { ending } = await story.take()
  return ending === (put.ending === 'resolves' ? "gives 'b'" : 'is done')
    ? undefined
    : `a put waits; a take and a close at once: the put ${put.ending}, and the next take ${ending}`
}

/** A take and a put in the same moment, while another put waits. */
export async function overtakenPut(create: CreateQueue): Promise<string | undefined> {
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
