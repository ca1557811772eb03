import { describe, expect, it, vi } from 'vitest'
import { freePort } from '../machine/free-port.ts'
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

  it('names the line that mends a missing Java, Maven, Docker engine and an address where nobody answers', async () => {
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
      REDIS_URL: 'start that server, correct REDIS_URL or unset it',
    })
  })
})
