import { raceScene } from '@lab/stage'
import type { Claim, RaceScene, Scene } from '@lab/stage'
import { deadLetter, goesOn, logAndSkip, rethrow } from '../src/index.ts'
import type { Handle } from '../src/index.ts'
import type { World } from './open-world.ts'

export const promise = 'the others are processed, and the bad message is kept'

export interface Way {
  way: string
  handle: Handle
  claim: Claim
  price: string
}

export const ways: Way[] = [
  { way: 'rethrow', handle: rethrow, claim: 'breaks', price: 'the partition stands still' },
  { way: 'log-and-skip', handle: logAndSkip, claim: 'breaks', price: 'the message is gone' },
  { way: 'dead-letter', handle: deadLetter, claim: 'holds', price: 'a person has to look' },
]

function poisonScene(
  way: string,
  scene: Omit<RaceScene<World>, 'way' | 'promise' | 'claim'>,
): Scene<World> {
  const { handle, claim } = ways.find((one) => one.way === way)!
  const race = ({ opened }: World) => goesOn(opened, handle)
  return raceScene(race, { way, promise, claim, ...scene })
}

export const rethrowScene = poisonScene('rethrow', {
  title: 'The error is thrown, and the message comes again',
  say: 'Three orders are in one partition. The second cannot be read, today or ever. The consumer throws, so its offset is not committed. It is started again twice, and may also die at any step.',
  play: { title: 'Order 2 is delivered three times, order 3 never', schedule: 'consumer×10' },
  text: 'A partition is read in order, so what fails for ever stops what is behind it. The lag grows, and each restart begins with the same message.',
})

export const deadLetterScene = poisonScene('dead-letter', {
  title: 'Three tries, then another topic',
  say: 'After three tries the consumer sends the message to the topic dead-letters, with the reason, and commits its offset.',
  play: { title: 'Order 2 is kept, and order 3 is processed', schedule: 'consumer×10' },
  text: 'The send comes before the commit of the offset: a crash in between sends the dead letter twice, and never loses it.',
})

export const logAndSkipScene = poisonScene('log-and-skip', {
  title: 'The error is logged, and the consumer reads on',
  say: 'The consumer catches the error, writes a line, and commits the offset.',
  play: { title: 'The offset is behind order 2, which is kept nowhere', schedule: 'consumer×10' },
  text: 'The offset says that it was processed. Once the cause is mended there is nothing to process again.',
})
