import { describe, expect, it } from 'vitest'
import { concept } from './concept.ts'

const lab = { title: 'Two doors', question: 'Which?', needs: ['postgres'] }
const open = async () => ({})

describe('concept', () => {
  it('takes id, title, question and needs from the manifest', () => {
    expect(concept({ name: '@lab/two-doors', lab }, { open, scenes: [] })).toMatchObject({
      id: 'two-doors',
      title: 'Two doors',
      question: 'Which?',
      needs: ['postgres'],
      options: {},
      scenes: [],
    })
  })

  it('opens with what its options usually are, or with what they are configured to', async () => {
    const doors = { usual: '2', help: 'how many', read: (text: string) => Number(text) }
    const opened: number[] = []
    const demo = concept<{}, { doors: typeof doors }>(
      { name: '@lab/two-doors', lab },
      {
        options: { doors },
        open: async ({ doors: count }) => (opened.push(count), {}),
        scenes: [],
      },
    )
    await demo.open()
    await demo.configure({ doors: '5' }).open()
    expect(opened).toEqual([2, 5])
  })

  it('has all its scenes as headline unless it names some', () => {
    const scenes = ['one', 'two'].map((id) => ({ id, title: '', play: async () => {} }))
    const named = { name: '@lab/two-doors', lab }
    expect(concept(named, { open, scenes }).headline).toEqual(['one', 'two'])
    expect(concept(named, { open, scenes, headline: ['two'] }).headline).toEqual(['two'])
    expect(() => concept(named, { open, scenes, headline: ['three'] })).toThrow(
      'headline must name scenes of one, two, received "three"',
    )
  })

  it('refuses an id that is not kebab-case, two scenes of one id, and an unknown server', () => {
    const scene = { id: 'one', title: '', play: async () => {} }
    expect(() => concept({ name: '@lab/TwoDoors', lab }, { open, scenes: [] })).toThrow(
      'kebab-case',
    )
    expect(() =>
      concept({ name: '@lab/two-doors', lab }, { open, scenes: [scene, scene] }),
    ).toThrow('received "one" twice')
    expect(() =>
      concept({ name: '@lab/two-doors', lab: { ...lab, needs: ['oracle'] } }, { open, scenes: [] }),
    ).toThrow('needs must be of postgres, redis, kafka, browser, received "oracle"')
  })
})
