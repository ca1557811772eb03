import { describe, expect, it } from 'vitest'
import { workspaceConcepts } from '../workspace-concepts.ts'
import { learningOrder, orderProblems } from './learning-order.ts'

const concept = (id: string, ...after: string[]) => ({ id, after })
const idsOf = (...concepts: { id: string; after: string[] }[]) =>
  learningOrder(concepts).map(({ id }) => id)

describe('learningOrder', () => {
  it('puts a concept after those that it names, and before what is unrelated', () => {
    expect(
      idsOf(
        concept('cartesian', 'eager'),
        concept('locks'),
        concept('eager', 'n-plus-one'),
        concept('n-plus-one'),
        concept('skip', 'locks'),
      ),
    ).toEqual(['locks', 'skip', 'n-plus-one', 'eager', 'cartesian'])
  })

  it('waits for the last of several', () => {
    expect(
      idsOf(concept('breaker'), concept('outage', 'breaker', 'limits'), concept('limits')),
    ).toEqual(['breaker', 'limits', 'outage'])
  })

  it('passes over what is not among the concepts, and loses none of a circle', () => {
    expect(idsOf(concept('limits', 'expiry'))).toEqual(['limits'])
    expect(idsOf(concept('one', 'two'), concept('two', 'one'), concept('three'))).toEqual([
      'three',
      'one',
      'two',
    ])
  })

  it('has an order for all concepts of this workspace', () => {
    const concepts = workspaceConcepts(new URL('../../../../..', import.meta.url).pathname)
    expect(orderProblems(concepts)).toEqual([])
    const ids = learningOrder(concepts).map(({ id }) => id)
    for (const { id, after = [] } of concepts) {
      for (const first of after) expect(ids.indexOf(first)).toBeLessThan(ids.indexOf(id))
    }
    expect(concepts.some(({ after }) => after !== undefined)).toBe(true)
  })
})

describe('orderProblems', () => {
  it('asks for a list', () => {
    const written = JSON.parse('[{ "id": "locks", "after": "saga" }, { "id": "saga" }]')
    expect(orderProblems(written)).toEqual(['locks: lab.after must be a list of ids'])
  })

  it('names what is unknown and what leads back to itself', () => {
    expect(orderProblems([concept('locks', 'loks')])).toEqual([
      'locks: lab.after names "loks", which is no concept',
    ])
    expect(
      orderProblems([concept('one', 'two'), concept('two', 'one'), concept('three', 'one')]),
    ).toEqual(['one: lab.after leads back to it', 'two: lab.after leads back to it'])
  })
})
