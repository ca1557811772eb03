import { describe, expect, it } from 'vitest'
import { readRoute } from '../page/src/read-route.ts'

const nothing = {
  concept: undefined,
  scene: undefined,
  race: undefined,
  tool: undefined,
  seed: undefined,
}

describe('readRoute', () => {
  it('reads a tool of a race', () => {
    expect(readRoute('#/row-locks/row-lock/row-lock%2FtwoBuyers/map')).toEqual({
      concept: 'row-locks',
      scene: 'row-lock',
      race: 'row-lock/twoBuyers',
      tool: 'map',
      seed: undefined,
      isRun: false,
      isReadable: true,
    })
  })

  it.each(['', '#', '#/'])('takes %j for the catalogue', (hash) => {
    expect(readRoute(hash)).toEqual({ ...nothing, isRun: false, isReadable: true })
  })

  it('plays at once what says so', () => {
    expect(readRoute('#/row-locks?run')).toMatchObject({ concept: 'row-locks', isRun: true })
  })

  it.each([
    ['#/claims/quiz/row-locks?seed=7', 7],
    ['#/claims/quiz?seed=', undefined],
    ['#/claims/quiz?seed=-1', undefined],
    ['#/claims/quiz?seed=1e9', undefined],
  ])('reads the seed of %s as %s', (hash, seed) => {
    expect(readRoute(hash)).toMatchObject({ concept: 'claims', scene: 'quiz', seed })
  })

  it.each(['#/%E0%A4%A', '#/%', '#/row-locks/%zz', '#/..', '#/practice/%2e%2E', '#/./x'])(
    'cannot read %s',
    (hash) => {
      expect(readRoute(hash)).toEqual({ ...nothing, isRun: false, isReadable: false })
    },
  )
})
