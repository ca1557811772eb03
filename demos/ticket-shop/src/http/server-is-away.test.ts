import { describe, expect, it } from 'vitest'
import { serverIsAway } from './server-is-away.ts'

const failed = (code: string) => Object.assign(new Error('connect'), { code })

describe('serverIsAway', () => {
  it('says yes when this process has no socket left, also of each address that was tried', () => {
    expect(serverIsAway(failed('EMFILE'))).toBe(true)
    expect(serverIsAway(new AggregateError([failed('ENETUNREACH'), failed('EMFILE')]))).toBe(true)
  })

  it('says no to a mistake of ours, and to a conflict: others can go on', () => {
    const codes = ['23505', '42703', '42P01', '40001', '40P01']
    expect(codes.map((code) => serverIsAway(failed(code)))).toEqual(codes.map(() => false))
  })
})
