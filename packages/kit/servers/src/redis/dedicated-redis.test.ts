import { beforeEach, describe, expect, it, vi } from 'vitest'
import { labSources } from '../../test/docker-engine.ts'
import { dedicatedRedis } from './dedicated-redis.ts'

describe.each(labSources)('dedicatedRedis, %s', (source) => {
  beforeEach(() => void vi.stubEnv('LAB_SERVERS', source))

  it('forgets everything at a crash without persistence', async () => {
    await using server = await dedicatedRedis({ settings: { save: '', appendonly: 'no' } })
    await server.client().set('seats', '7')
    await server.crash()
    await server.restart()
    expect(await server.client().get('seats')).toBe(null)
  })

  it('remembers after a crash what its append-only file holds', async () => {
    await using server = await dedicatedRedis({ settings: { appendonly: 'yes' } })
    await server.client().set('seats', '7')
    await server.crash()
    await server.restart()
    expect(await server.client().get('seats')).toBe('7')
  })
})
