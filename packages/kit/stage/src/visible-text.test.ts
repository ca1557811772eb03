import { describe, expect, it } from 'vitest'
import { visibleText } from './visible-text.ts'

describe('visibleText', () => {
  it('shows an escape sequence instead of obeying it', () => {
    expect(visibleText('\u001B[31mred\u0007')).toBe('\\u001b[31mred\\u0007')
  })

  it('keeps line feeds and letters of any script', () => {
    expect(visibleText('Grüße\r\n漢字 👍')).toBe('Grüße\n漢字 👍')
  })
})
