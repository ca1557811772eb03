import type { Scene } from '@lab/stage'
import { openApi, recordRequests, tokenBucket } from '../src/index.ts'
import type { Plan } from '../src/index.ts'
import type { World } from './open-world.ts'

export const httpScene: Scene<World> = {
  id: 'http',
  title: 'What the client is told: 429, Retry-After and RateLimit',
  async play(stage, { space: { plain } }) {
    await stage.say(
      'Two plans: free has 3 units a minute, pro 20. A page costs 1 unit, an export 3. The clock stands still.',
    )
    const standing = {
      redis: plain,
      windowMs: 60_000,
      nowMs: () => 1_800_000_000_000,
    }
    const plan = (limit: number): Plan => ({
      limiter: tokenBucket({ ...standing, limit }),
      whenRedisFails: 'refuse',
    })
    await using api = await openApi({ free: plan(3), pro: plan(20) })
    const burst = await recordRequests(api, {
      user: 'alice',
      plan: 'free',
      paths: ['/', '/export', '/', '/', '/'],
      title: 'What passes between alice and the API',
    })
    await stage.exchange(burst.exchange)
    const rows: string[][] = []
    const statuses = [...burst.statuses]
    for (const [user, of, path] of [
      ['bob', 'free', '/export'],
      ['carol', 'pro', '/export'],
    ] as const) {
      const { status, fields } = await api.get(path, { user, plan: of })
      statuses.push(status)
      rows.push([
        `${user} GET ${path}`,
        String(status),
        fields['RateLimit-Policy'] ?? '',
        fields['RateLimit'] ?? '',
      ])
    }
    await stage.table({
      title: 'Others at the same time',
      columns: ['request', 'status', 'RateLimit-Policy', 'RateLimit'],
      rows,
    })
    const expected = [200, 429, 200, 200, 429, 200, 200]
    await stage.verdict({
      way: 'rate-limit',
      promise: 'a refused client learns when to come back',
      claim: 'holds',
      observed: statuses.join() === expected.join() ? 'holds' : 'breaks',
      text: 'A refused export takes no unit. Retry-After is in seconds, rounded up: 20000 would mean five and a half hours.',
      numbers: {
        requests: statuses.length,
        allowed: statuses.filter((status) => status === 200).length,
        refused: statuses.filter((status) => status === 429).length,
      },
    })
  },
}
