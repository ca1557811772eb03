import { describe, expect, it } from 'vitest'
import { chooseSource } from './choose-source.ts'

describe('chooseSource', () => {
  it('prefers the server that the caller names', () => {
    const address = 'postgres://127.0.0.1/app'
    expect(chooseSource('postgres', { DATABASE_URL: address })).toEqual({
      source: 'yours',
      address,
    })
    expect(chooseSource('redis', { DATABASE_URL: address })).toEqual({ source: 'embedded' })
  })

  it('takes an empty variable as unset', () => {
    expect(chooseSource('kafka', { KAFKA_BROKERS: '', LAB_SERVERS: '' })).toEqual({
      source: 'embedded',
    })
  })

  it('lets LAB_SERVERS=embedded win over an address', () => {
    expect(
      chooseSource('redis', { REDIS_URL: 'redis://127.0.0.1', LAB_SERVERS: 'embedded' }),
    ).toEqual({
      source: 'embedded',
    })
  })

  it('says that containers come later, and what to do until then', () => {
    expect(() => chooseSource('redis', { LAB_SERVERS: 'containers' })).toThrow(
      'Cannot start Redis: LAB_SERVERS=containers is not supported yet\nTry: unset LAB_SERVERS, or set REDIS_URL',
    )
  })

  it('refuses a word that it does not know', () => {
    expect(() => chooseSource('redis', { LAB_SERVERS: 'docker' })).toThrow(
      'LAB_SERVERS must be embedded or containers, received docker',
    )
  })
})
