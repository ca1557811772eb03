import { describe, expect, it, vi } from 'vitest'
import { listenAsOldPostgres } from '../../test/old-postgres.ts'
import { freePort } from '../machine/free-port.ts'
import { dedicatedPostgres } from '../postgres/dedicated-postgres.ts'
import { doctor } from './doctor.ts'

describe('doctor', () => {
  it('finds what every machine must have', async () => {
    const checks = await doctor()
    const failed = checks.filter(
      (check) =>
        !check.ok && ['Node', 'PostgreSQL', 'Cache folder', 'Runtime folder'].includes(check.name),
    )
    expect(failed).toEqual([])
  })

  it('names the line that mends a missing Java, Maven, Docker engine and an address where no server answers', async () => {
    vi.stubEnv('PATH', '')
    vi.stubEnv('JAVA_HOME', '')
    vi.stubEnv('DOCKER_HOST', 'unix:///no/engine.sock')
    vi.stubEnv('REDIS_URL', `redis://127.0.0.1:${await freePort()}`)
    const remedies = (await doctor()).flatMap((check) =>
      check.ok ? [] : [[check.name, check.remedy]],
    )
    expect(Object.fromEntries(remedies)).toMatchObject({
      Java: expect.stringContaining('install'),
      Maven: expect.stringContaining('install maven'),
      Docker: expect.stringMatching(/start docker|open -a Docker/),
      REDIS_URL: 'start that server, or unset REDIS_URL for an embedded Redis',
    })
  })

  it('tries what a demo needs of a server of the caller, not only whether it is there', async () => {
    await using server = await dedicatedPostgres({ settings: { fsync: 'off' } })
    const client = await server.connect()
    await client.query("create role reader login password 'reader'")
    const reader = Object.assign(new URL(server.url), { username: 'reader', password: 'reader' })
    await using old = await listenAsOldPostgres('15.4')
    const found = async (url: string) => {
      vi.stubEnv('DATABASE_URL', url)
      return (await doctor()).find(({ name }) => name === 'DATABASE_URL')
    }
    expect(await found(server.url)).toMatchObject({
      ok: true,
      found: expect.stringMatching(
        /^PostgreSQL 18\.\d+ at 127\.0\.0\.1:\d+ gives what a demo needs$/,
      ),
    })
    const { rowCount } = await client.query("select from pg_database where datname like 'lab_%'")
    expect(rowCount).toBe(0)
    expect(await found(reader.href)).toMatchObject({
      ok: false,
      remedy: 'alter role reader createdb, or another user in DATABASE_URL',
    })
    expect(await found(old.url)).toMatchObject({
      ok: false,
      found: expect.stringMatching(/^Cannot use PostgreSQL 15\.4 at .*: it must be 18 or later$/),
    })
  })
})
