import { describe, expect, it } from 'vitest'
import { orderKind } from './order-kind.ts'

describe('orderKind', () => {
  it.each([
    ['holds', [], undefined],
    ['breaks', [], '1 ticket, 2 sold'],
    ['serialization failure', ['40001'], undefined],
    ['serialization failure', ['40001'], 'bob got no answer (failed: 40001)'],
    ['deadlock', ['40P01'], 'a transfer failed with 40P01'],
    ['deadlock', ['40001', '40P01'], undefined],
    ['holds', ['23505'], undefined],
  ] as const)('%s where actors fail with %j, and the violation is %s', (kind, codes, violation) => {
    expect(orderKind(codes, violation)).toBe(kind)
  })

  it('hides no loss behind an error to retry', () => {
    expect(orderKind(['40001'], '1 ticket, 2 sold')).toBe('breaks')
    expect(orderKind(['40P01'], 'carol got no answer (failed: 40001)')).toBe('breaks')
  })
})
