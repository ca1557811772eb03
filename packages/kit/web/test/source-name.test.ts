import { describe, expect, it } from 'vitest'
import { pairOf, sourceName, sourceOfScene } from '../page/src/source-name.ts'

const source = (name: string) => ({ file: `packages/database/row-locks/src/${name}`, text: '' })
const sources = [
  'last-ticket/read-then-write.ts',
  'last-ticket/row-lock.ts',
  'last-ticket/sells-each-ticket-once.ts',
  'likes/atomic-update.ts',
  'open-database.ts',
].map(source)
const scenes = ['read-then-write', 'row-lock', 'counter'].map((id) => ({ id }))
const pair = (shown: string) => pairOf(sources, scenes, shown)?.map(({ file }) => sourceName(file))

describe('sourceOfScene', () => {
  it('is the file that a scene is named after', () => {
    expect(sourceOfScene(sources, scenes, 'row-lock')).toBe(sources[1])
  })

  it('is the first way where no file is named so', () => {
    expect(sourceOfScene(sources.toReversed(), scenes, 'counter')).toBe(sources[0])
  })
})

describe('pairOf', () => {
  it('puts the first way of a story beside the one of the scene', () => {
    expect(pair('row-lock')).toEqual(['last-ticket/read-then-write.ts', 'last-ticket/row-lock.ts'])
  })

  it('puts the next way beside the first one', () => {
    expect(pair('read-then-write')).toEqual(pair('row-lock'))
  })

  it('is nothing where there is one file', () => {
    expect(pairOf(sources.slice(0, 1), scenes, 'row-lock')).toBe(undefined)
  })
})
