import { describe, expect, it } from 'vitest'
import { highlight } from '../page/src/highlight.ts'

describe('highlight', () => {
  it.each([
    ['ts', "const name: string = 'alice' // who\n\nreturn name"],
    ['lua', "local key = KEYS[1]\nreturn redis.call('incr', key)"],
    ['sql', "select * from tickets where id = 1 -- one\nand name = 'x'"],
  ])('divides %s and loses nothing', async (ending, text) => {
    const lines = await highlight(text, `folder/file.${ending}`)
    expect(lines.map((line) => line.map((token) => token.text).join('')).join('\n')).toBe(text)
    const colours = new Set(lines.flat().map(({ colour }) => colour))
    for (const colour of colours) expect(colour).toMatch(/^light-dark\(#\w+, #\w+\)$/i)
    expect(colours.size).toBeGreaterThan(1)
  })

  it('has comments that are readable on a coloured ground', async () => {
    const [line] = await highlight('// why', 'file.ts')
    expect(line?.[0]?.colour).toMatch(/^light-dark\(#4e5862, /)
  })

  it('leaves a language alone that it does not know', async () => {
    expect(await highlight('some text', 'file.txt')).toEqual([])
  })
})
