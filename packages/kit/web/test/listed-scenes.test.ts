import { describe, expect, it } from 'vitest'
import { listedScenes } from '../page/src/listed-scenes.ts'

const scenes = ['failure', 'corner-case', 'fix', 'compared'].map((id) => ({
  id,
  title: id,
  races: [],
}))
const listed = (headline: string[]) => {
  const { headline: first, more } = listedScenes({ scenes, headline })
  return [first.map(({ id }) => id), more.map(({ id }) => id)]
}

describe('listedScenes', () => {
  it('lists the headline in its own order, then the others in that of the demo', () => {
    expect(listed(['fix', 'failure'])).toEqual([
      ['fix', 'failure'],
      ['corner-case', 'compared'],
    ])
  })

  it('has no more scenes when the headline names all of them', () => {
    expect(listed(['failure', 'corner-case', 'fix', 'compared'])[1]).toEqual([])
  })
})
