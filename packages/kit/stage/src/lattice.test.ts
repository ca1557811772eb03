import { describe, expect, it } from 'vitest'
import type { RaceMap } from './events.ts'
import {
  countsOf,
  edgeText,
  latticeDrawing,
  pathMarks,
  placeMark,
  placeText,
} from './lattice-drawing.ts'
import { latticeOf, pathOf } from './lattice.ts'
import { latticeSvg } from './lattice-svg.ts'

type Outcome = RaceMap['outcomes'][number]

const outcome = (kind: Outcome['kind'], ...orders: string[]): Outcome => ({
  kind,
  endings: {},
  violation: undefined,
  schedules: orders.length,
  simplest: orders[0]!,
  orders,
})

/** Both read, both write: alone one after the other holds. */
const map: RaceMap = {
  type: 'map',
  race: 'likes',
  actors: ['alice', 'bob'],
  steps: { alice: ['read', 'write'], bob: ['read', 'write'] },
  schedules: 6,
  exhaustive: true,
  outcomes: [
    outcome('holds', 'alice×2 bob×2', 'bob×2 alice×2'),
    outcome(
      'breaks',
      'alice bob×2 alice',
      'alice bob alice bob',
      'bob alice×2 bob',
      'bob alice bob alice',
    ),
  ],
}

describe('latticeOf', () => {
  it('counts the orders through each place and along each edge', () => {
    const lattice = latticeOf(map)!
    expect(lattice.places.map((place) => placeText(lattice, place)).toSorted()).toEqual([
      '0 steps of alice, 0 steps of bob: 6 orders: ✗ 4 break, ✓ 2 hold',
      '0 steps of alice, 1 step of bob: 3 orders: ✗ 2 break, ✓ 1 hold',
      '0 steps of alice, 2 steps of bob: 1 order: ✓ 1 hold',
      '1 step of alice, 0 steps of bob: 3 orders: ✗ 2 break, ✓ 1 hold',
      '1 step of alice, 1 step of bob: 4 orders: ✗ 4 break',
      '1 step of alice, 2 steps of bob: 3 orders: ✗ 2 break, ✓ 1 hold',
      '2 steps of alice, 0 steps of bob: 1 order: ✓ 1 hold',
      '2 steps of alice, 1 step of bob: 3 orders: ✗ 2 break, ✓ 1 hold',
      '2 steps of alice, 2 steps of bob: 6 orders: ✗ 4 break, ✓ 2 hold; 6 end here',
    ])
    const right = lattice.edges.filter(({ along, y }) => along === 'x' && y === 1)
    expect(right.map(({ x, orders, counts }) => [x, orders, counts])).toEqual([
      [1, 2, { breaks: 2 }],
      [0, 2, { breaks: 2 }],
    ])
    expect(edgeText(lattice, right[0]!)).toBe('alice, step 2 (write): 2 orders: ✗ 2 break')
    expect(lattice.labels).toEqual({ x: ['read', 'write'], y: ['read', 'write'] })
    expect(countsOf(map)).toEqual({ holds: 2, breaks: 4 })
  })

  it('lets orders end in different places, and counts a crash as a step of its actor', () => {
    const lattice = latticeOf({
      ...map,
      schedules: 2,
      outcomes: [outcome('holds', 'alice bob×2', 'crash(alice) bob')],
    })!
    const ends = lattice.places.filter((place) => place.ends > 0)
    expect(ends.map(({ x, y, orders }) => [x, y, orders])).toEqual([
      [1, 1, 2],
      [1, 2, 1],
    ])
    expect(lattice.labels.x).toEqual(['read, or it dies'])
  })

  it('gives a step no name behind a timer that fires only sometimes', () => {
    const lattice = latticeOf({
      ...map,
      outcomes: [outcome('holds', 'alice fire(alice) alice bob', 'alice×2 bob')],
    })!
    expect(lattice.labels).toEqual({ x: ['read', 'write, or its timer fires', ''], y: ['read'] })
  })

  it('draws nothing for three actors, nor for orders that are not listed', () => {
    expect(latticeOf({ ...map, actors: ['alice', 'bob', 'carol'] })).toBeUndefined()
    const unlisted = map.outcomes.map((one) => ({ ...one, orders: undefined }))
    expect(latticeOf({ ...map, outcomes: unlisted })).toBeUndefined()
    expect(() => latticeSvg({ ...map, outcomes: unlisted })).toThrow(
      'Cannot draw lattice: the race must have two actors and listed orders, received "likes" with 2 actors and 6 orders',
    )
  })
})

describe('latticeDrawing', () => {
  const lattice = latticeOf(map)!
  const drawing = latticeDrawing(lattice, 800)

  it('draws the path of an order, from the first place to its end', () => {
    expect(pathOf('alice bob×2 alice', lattice)).toEqual([
      { x: 0, y: 0 },
      { x: 1, y: 0 },
      { x: 1, y: 1 },
      { x: 1, y: 2 },
      { x: 2, y: 2 },
    ])
    const marks = pathMarks(drawing, pathOf('alice bob×2 alice', lattice))
    expect(marks.line.attributes['d']).toMatch(/^M[\d. ]+(L[\d. ]+){4}$/)
    expect(marks.rings).toHaveLength(5)
    const { cx, cy } = drawing.spot(2, 2)
    expect(marks.rings.at(-1)?.attributes).toMatchObject({ cx, cy })
    expect(placeMark(drawing, { x: 2, y: 2 }).attributes).toMatchObject({ cx, cy })
  })

  it('says the share that does not hold by text, class and width', () => {
    const drawn = JSON.stringify([drawing.under, drawing.over])
    expect(drawn).toContain('"class":"share-4"')
    expect(drawn).toContain('"children":["67"]')
    expect(drawn).toContain('"class":"l-share-0","stroke-width":2')
    expect(drawn).toContain('"class":"l-share-4","stroke-width":9')
  })

  it('stays as wide as it is asked to be, as long as each step has its room', () => {
    for (const width of [328, 800])
      expect(latticeDrawing(lattice, width).width).toBeLessThanOrEqual(width)
  })
})

describe('latticeSvg', () => {
  it('is a file with title, description and colours for light and dark', () => {
    const svg = latticeSvg(map)
    expect(svg).toContain('<title id="title">likes: 6 orders: ✗ 4 break, ✓ 2 hold</title>')
    expect(svg).toContain('2 steps of alice, 2 steps of bob: 6 orders')
    expect(svg).toContain('.share-4{fill:#a8320f}')
    expect(svg).toContain('prefers-color-scheme:dark){.share-0{fill:#5fd1ac}')
    expect(svg).not.toMatch(/NaN|undefined/)
  })
})
