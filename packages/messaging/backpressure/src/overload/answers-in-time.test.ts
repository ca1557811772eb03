import { describe, expect, it } from 'vitest'
import { answersInTime } from './answers-in-time.ts'

describe('twice the load, and clients that wait 500 ms', () => {
  it.each([
    { places: 0, inTime: 334, late: 0, refused: 666, finished: 333, slowestMs: 20 },
    { places: 1, inTime: 501, late: 0, refused: 499, finished: 500, slowestMs: 30 },
    { places: 24, inTime: 524, late: 0, refused: 476, finished: 500, slowestMs: 490 },
    { places: 25, inTime: 49, late: 476, refused: 475, finished: 500, slowestMs: 510 },
    { places: 100, inTime: 49, late: 551, refused: 400, finished: 500, slowestMs: 2_010 },
    { places: Infinity, inTime: 49, late: 951, refused: 0, finished: 500, slowestMs: 10_010 },
  ])(
    'gives $inTime answers in time and $late late ones with $places places',
    ({ places, inTime, ...expected }) => {
      expect(answersInTime({ places })).toMatchObject({ 'in time': inTime, ...expected })
    },
  )

  it.each([
    { places: 10, inTime: 507, late: 0 },
    { places: 20, inTime: 512, late: 0 },
    { places: 24, inTime: 354, late: 163 },
    { places: 35, inTime: 52, late: 469 },
  ])(
    'gives $inTime answers in time and $late late ones with $places places to random traffic',
    ({ places, inTime, late }) => {
      expect(answersInTime({ places }, 'random')).toMatchObject({ 'in time': inTime, late })
    },
  )

  it('finishes 500 requests in ten seconds with any queue of one place or more', () => {
    const finished = [1, 10, 24, 25, 100, 1_000].map((places) => answersInTime({ places }).finished)
    expect(new Set(finished)).toEqual(new Set([500]))
  })

  it('works for clients that give up meanwhile when it skips only those that have', () => {
    const found = answersInTime({ skips: 'given up' })
    expect(found).toMatchObject({ 'in time': 49, late: 476, skipped: 475 })
  })

  it('answers 524 in time when it skips what cannot be ready in time', () => {
    const found = answersInTime({ skips: 'too late' })
    expect(found).toMatchObject({ 'in time': 524, late: 0, skipped: 476, violation: undefined })
  })

  it('answers 512 in time when the newest comes first, and the others after up to 20 seconds', () => {
    const found = answersInTime({ next: 'newest' })
    expect(found).toMatchObject({ 'in time': 512, late: 488, slowestMs: 19_990 })
  })
})
