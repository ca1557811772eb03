import { describe, expect, it } from 'vitest'
import { readCardMark } from './card-mark.ts'

const read = (mark: string) => readCardMark(`It waits.${mark}`, 'row-locks')

describe('readCardMark', () => {
  it.each([
    ['scene row-lock', { concept: 'row-locks', shownBy: { scene: 'row-lock' } }],
    ['scene deadlocks/in-order', { concept: 'deadlocks', shownBy: { scene: 'in-order' } }],
    [
      'test src/lock.test.ts "waits, then reads 0"',
      { concept: 'row-locks', shownBy: { test: 'src/lock.test.ts', title: 'waits, then reads 0' } },
    ],
    ['no run', undefined],
  ])('reads "%s", and takes the comment out of the answer', (shownBy, proof) => {
    expect(read(` <!-- card second-buyer: ${shownBy} -->`)).toEqual({
      text: 'It waits.',
      mark: { name: 'second-buyer', proof },
    })
  })

  it.each(['', ' <!-- a note -->'])('finds no mark in "It waits.%s"', (mark) => {
    expect(read(mark)).toEqual({ text: `It waits.${mark}` })
  })

  it.each([
    'card',
    'card Second: no run',
    'card second',
    'card second: scene',
    'card s: test a.ts',
  ])('takes "%s" out too, although it says nothing', (mark) =>
    expect(read(` <!-- ${mark} -->`)).toEqual({ text: 'It waits.' }),
  )
})
