import type { Recording } from '@lab/stage'
import { describe, expect, it } from 'vitest'
import { headlineProblems } from './headline-problems.ts'

const judged = {
  type: 'verdict',
  claim: 'holds',
  observed: 'holds',
  text: '',
  numbers: {},
} as const

function recorded(headline: string[], promises: Record<string, string | undefined>) {
  const scenes: Recording['scenes'] = {}
  for (const [scene, promise] of Object.entries(promises)) {
    const verdict = { ...judged, scene, way: scene, ...(promise && { promise }) }
    scenes[scene] = { events: [verdict], races: {} }
  }
  return { headline, scenes }
}

describe('headlineProblems', () => {
  it('finds none in a failure, a fix and the comparison, with their promise', () => {
    const scenes = { naive: 'one sale', lock: 'one sale', 'ways-compared': 'one sale' }
    expect(headlineProblems(recorded(Object.keys(scenes), scenes), 'concept')).toEqual([])
  })

  it('names verdicts without a promise, and a headline that is long or compares nothing', () => {
    const scenes = { naive: undefined, lock: 'one sale', version: undefined, more: 'one sale' }
    expect(headlineProblems(recorded(Object.keys(scenes), scenes), 'concept')).toEqual([
      'demo.ts: headline must end with ways-compared',
      'demo.ts: headline must have 3 scenes at most, received 4',
      'demo.ts: scene "naive" must name the promise of naive',
      'demo.ts: scene "version" must name the promise of version',
    ])
  })

  it('asks a system for promises only', () => {
    expect(headlineProblems(recorded(['sold-out'], { 'sold-out': undefined }), 'system')).toEqual([
      'demo.ts: scene "sold-out" must name the promise of sold-out',
    ])
  })
})
