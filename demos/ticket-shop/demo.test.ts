import { performDemo } from '@lab/stage'
import { describe, expect, it } from 'vitest'
import { demo } from './demo.ts'

describe('demo', () => {
  it('keeps every promise while everything fails once', async () => {
    const trial = demo.configure({ buyers: '30', seconds: '3', seed: '7' })
    const { verdicts } = await performDemo(trial, { views: [] })
    expect(verdicts).toMatchObject([
      { way: 'ticket-shop', claim: 'holds', observed: 'holds', numbers: { faults: 12, broken: 0 } },
    ])
  })

  it('refuses options that it does not know', () => {
    expect(() => demo.configure({ faults: 'rain' })).toThrow(/^--faults must be some of .*"rain"$/)
    expect(() => demo.configure({ without: 'luck' })).toThrow(
      /^--without must be some of .*"luck"$/,
    )
    expect(() => demo.configure({ seed: '0' })).toThrow('--seed must be a whole number from 1')
  })
})
