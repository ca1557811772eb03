import { describe, expect, it } from 'vitest'
import { readmeBlocks, replaceReadmeBlocks } from './readme-blocks.ts'

const text = `# Locks

<!-- lab:demo scene=row-lock measured -->
old
<!-- /lab:demo -->

The words \`<!-- lab:demo -->\` in a sentence are no block.
`

describe('readmeBlocks', () => {
  it('finds what stands between the comments, and their attributes', () => {
    expect(readmeBlocks(text, 'README.md')).toEqual([
      { kind: 'demo', attributes: { scene: 'row-lock', measured: 'measured' }, content: 'old' },
    ])
  })

  it('refuses a block that is never closed', () => {
    expect(() => readmeBlocks('a\n<!-- lab:concepts -->\n', 'README.md')).toThrow(
      'README.md:2 opens lab:concepts and never closes it\nTry: add <!-- /lab:concepts -->',
    )
  })
})

describe('replaceReadmeBlocks', () => {
  it('changes only what stands between the comments, and the same twice', () => {
    const once = replaceReadmeBlocks(text, 'README.md', ['new'])
    expect(once).toBe(text.replace('\nold\n', '\n\nnew\n\n'))
    expect(replaceReadmeBlocks(once, 'README.md', ['new'])).toBe(once)
  })
})
