import { describe, expect, it } from 'vitest'
import { hasEngine } from '../../test/docker-engine.ts'
import { serviceOf } from '../services.ts'
import { chooseLabSource, chooseSource } from './choose-source.ts'

describe('chooseSource', () => {
  it('prefers the server that the caller names', async () => {
    const address = 'postgres://127.0.0.1/app'
    expect(
      await chooseSource(serviceOf('postgres'), { DATABASE_URL: address, VITEST: 'true' }),
    ).toEqual({
      source: 'yours',
      address,
    })
  })

  it('prefers speed outside of tests', async () => {
    expect(
      await chooseSource(serviceOf('redis'), { DATABASE_URL: 'postgres://127.0.0.1/app' }),
    ).toEqual({
      source: 'embedded',
      otherwise: 'containers',
    })
  })

  it.runIf(hasEngine)('prefers containers in tests when an engine answers', async () => {
    expect(await chooseSource(serviceOf('redis'), { ...process.env, LAB_SERVERS: '' })).toEqual({
      source: 'containers',
      otherwise: 'embedded',
    })
  })

  it('says why tests have no containers when Docker is there and does not answer', async () => {
    expect(
      await chooseSource(serviceOf('redis'), {
        VITEST: 'true',
        DOCKER_HOST: 'unix:///no/engine.sock',
      }),
    ).toEqual({
      source: 'embedded',
      note: expect.stringMatching(
        /^Cannot reach the Docker engine at .*; embedded instead \(try: .*\)$/,
      ),
    })
  })

  it('takes an empty variable as unset', async () => {
    expect(
      await chooseSource(serviceOf('kafka'), { KAFKA_BROKERS: '', LAB_SERVERS: '' }),
    ).toMatchObject({
      source: 'embedded',
    })
  })

  it.each(['embedded', 'containers'] as const)(
    'lets LAB_SERVERS=%s win over an address',
    async (source) => {
      const environment = { REDIS_URL: 'redis://127.0.0.1', LAB_SERVERS: source, VITEST: 'true' }
      expect(await chooseSource(serviceOf('redis'), environment)).toEqual({ source })
    },
  )

  it('refuses a word that it does not know', async () => {
    await expect(chooseSource(serviceOf('redis'), { LAB_SERVERS: 'docker' })).rejects.toThrow(
      'LAB_SERVERS must be embedded or containers, received docker',
    )
  })
})

describe('chooseLabSource', () => {
  it('takes no server of the caller, which must not be crashed', async () => {
    expect(
      await chooseLabSource(serviceOf('redis'), { REDIS_URL: 'redis://127.0.0.1' }),
    ).toMatchObject({
      source: 'embedded',
    })
  })
})
