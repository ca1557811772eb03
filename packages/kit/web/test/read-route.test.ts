import { describe, expect, it } from 'vitest'
import { readRoute } from '../page/src/read-route.ts'

const nothing = { concept: undefined, scene: undefined, race: undefined, tool: undefined }

describe('readRoute', () => {
  it('reads a tool of a race', () => {
    expect(readRoute('#/row-locks/row-lock/row-lock%2FtwoBuyers/map')).toEqual({
      concept: 'row-locks',
      scene: 'row-lock',
      race: 'row-lock/twoBuyers',
      tool: 'map',
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

  it.each(['#/%E0%A4%A', '#/%', '#/row-locks/%zz', '#/..', '#/practice/%2e%2E', '#/./x'])(
    'cannot read %s',
    (hash) => {
      expect(readRoute(hash)).toEqual({ ...nothing, isRun: false, isReadable: false })
    },
  )
})
