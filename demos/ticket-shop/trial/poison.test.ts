import { postgres } from '@lab/servers/postgres'
import { expect, it } from 'vitest'
import { loseNews } from './poison.ts'

it('loseNews gives up where no order gets tickets, as when all is sold', async () => {
  await using db = await postgres({ schema: new URL('../schema.sql', import.meta.url) })
  const { signal } = new AbortController()
  await expect(loseNews({ data: { pool: db.pool() }, signal }, 100)).rejects.toThrow(
    'Cannot lose news: in 0.1 s fewer than three orders got tickets, or none a mail',
  )
})
