import { describe, expect, it } from 'vitest'
import { waitUntilReady } from './wait-until-ready.ts'

describe('waitUntilReady', () => {
  it('says what a server answered last when it is not ready in time', async () => {
    const running = { hasExited: () => false, exited: new Promise<number>(() => {}) }
    const probe = () => Promise.reject(new Error('it does not support SSL'))
    expect(await waitUntilReady(probe, running, 30)).toEqual({
      why: 'it was not ready within 30 ms (it does not support SSL)',
    })
  })

  it('says how a server has ended', async () => {
    const ended = { hasExited: () => true, exited: Promise.resolve(3) }
    const probe = () => Promise.reject(new Error('no server is there'))
    expect(await waitUntilReady(probe, ended)).toEqual({ why: 'it exited with code 3' })
  })
})
