import type { ConceptClaim } from '@lab/stage/claims'
import { describe, expect, it } from 'vitest'
import { claimsAbout, claimTopics } from '../page/src/listed-claims.ts'

const card = (id: string, area: string) => ({
  id,
  area,
  title: `About ${id}`,
  question: '',
  needs: [],
  servers: [],
})
const claim = (concept: string): ConceptClaim => ({
  concept,
  says: `Of ${concept}`,
  heard: 'blog posts',
  truth: 'false',
  why: '',
  shownBy: { test: 'src/some.test.ts', title: 'holds' },
})
const concepts = [card('row-locks', 'database'), card('joins', 'database'), card('saga', 'demos')]
const claims = [claim('row-locks'), claim('saga')]
const topics = claimTopics(concepts, claims)

describe('claimTopics', () => {
  it('names by area the concepts of which something is said', () => {
    expect(topics).toEqual([
      { area: 'database', concepts: [{ id: 'row-locks', title: 'About row-locks' }] },
      { area: 'demos', concepts: [{ id: 'saga', title: 'About saga' }] },
    ])
  })
})

describe('claimsAbout', () => {
  it.each([
    [undefined, ['row-locks', 'saga']],
    ['database', ['row-locks']],
    ['saga', ['saga']],
    ['no-such', []],
  ])('finds those about %s', (topic, found) => {
    expect(claimsAbout(claims, topics, topic).map(({ concept }) => concept)).toEqual(found)
  })
})
