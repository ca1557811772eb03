import { services } from '@lab/servers/services'
import { describe, expect, it } from 'vitest'
import { addServers } from './add-servers.ts'

const template = {
  'package.json': JSON.stringify({ lab: { needs: [] }, dependencies: {} }),
  'demo.ts': 'export const demo = concept(manifest, {\n  open: async () => ({}),\n})\n',
}

describe('addServers', () => {
  it('lets the demo open what it needs, by the calls of @lab/servers', () => {
    const files = addServers(template, ['redis', 'browser'])
    expect(files['demo.ts']).toBe(`import { redis } from '@lab/servers/redis'
import { browser } from '@lab/servers/browser'
export const demo = concept(manifest, {
  open: async () => ({
    cache: await redis(),
    browser: await browser(),
  }),
})
`)
    expect(JSON.parse(files['package.json']!)).toMatchObject({
      lab: { needs: ['redis', 'browser'] },
    })
  })

  it.each(services.map(({ id }) => id))('finds the call of %s under its id', async (id) => {
    const exported = (await import(`@lab/servers/${id}`)) as Record<string, unknown>
    expect(exported[id]).toBeTypeOf('function')
  })
})
