import { playedDemo } from '@lab/stage'
import { describe, expect, it } from 'vitest'
import { demo } from './demo.ts'
import { faultNames } from './trial/faults.ts'

// Both tests look at one run: without a recording it takes minutes.
let played: ReturnType<typeof playedDemo> | undefined
const playOnce = () => (played ??= playedDemo(demo))

describe('demo', () => {
  it('keeps every promise while everything fails once', async () => {
    const { verdicts } = await playOnce()
    const faults = faultNames.length
    expect(verdicts[0]).toMatchObject({
      way: 'ticket-shop',
      claim: 'holds',
      observed: 'holds',
      numbers: { faults, broken: 0 },
    })
    expect(faults).toBe(17)
  })

  it('shows one trace of an order, also when its orchestrator dies', async () => {
    const { verdicts } = await playOnce()
    const observed = 'holds'
    expect(verdicts).toMatchObject([
      {},
      { way: 'one-trace', observed, numbers: { traces: 1, processes: 3 } },
      { way: 'trace-in-the-row', observed, numbers: { traces: 1, processes: 3 } },
    ])
  })

  it('refuses options that it does not know', () => {
    expect(() => demo.configure({ faults: 'rain' })).toThrow(/^--faults must be some of .*"rain"$/)
    expect(() => demo.configure({ without: 'luck' })).toThrow(
      /^--without must be some of .*"luck"$/,
    )
    for (const option of ['seed', 'buyers', 'seconds']) {
      for (const text of ['', '0', '1.5', '1e2', 'Infinity', '1000000', '9'.repeat(400)]) {
        expect(() => demo.configure({ [option]: text }), `${option} ${text}`).toThrow(
          `Cannot read --${option}: it must be a whole number from 1 to `,
        )
      }
    }
    expect(() => demo.configure({ buyers: '1001' })).toThrow('from 1 to 1000, received "1001"')
    expect(() => demo.configure({ seconds: '601' })).toThrow('from 1 to 600, received "601"')
  })
})
