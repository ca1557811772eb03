import type { KeySpace } from '../open-redis.ts'

type Field = 'name' | 'code'

export interface FieldExpiry {
  way: 'expire-the-hash' | 'key-per-field' | 'hexpire'
  /** Which fields expire, or the server's error. */
  expires: Field[] | string
}

const seconds = 300

/** A session has a name, which stays, and a login code, which is to expire after five minutes. */
export async function expiresTheCode({ plain }: KeySpace): Promise<FieldExpiry[]> {
  await plain.flushdb()
  const session: Record<Field, string> = { name: 'ada', code: '4711' }

  await plain.hset('session:1', session)
  await plain.expire('session:1', seconds)
  const hashExpires = (await plain.ttl('session:1')) > 0

  await plain.hset('session:2', { name: session.name })
  await plain.set('session:2:code', session.code, 'EX', seconds)
  const keyExpires = { name: await plain.ttl('session:2'), code: await plain.ttl('session:2:code') }

  await plain.hset('session:3', session)
  const hexpire = await plain
    .call('HEXPIRE', 'session:3', seconds, 'FIELDS', 1, 'code')
    .then(() => plain.call('HTTL', 'session:3', 'FIELDS', 2, 'name', 'code') as Promise<number[]>)
    .then(([name, code]) => expiring({ name: name!, code: code! }))
    // Redis before 7.4.
    .catch((error: unknown) => (error as Error).message.split(',')[0]!)

  return [
    { way: 'expire-the-hash', expires: hashExpires ? ['name', 'code'] : [] },
    { way: 'key-per-field', expires: expiring(keyExpires) },
    { way: 'hexpire', expires: hexpire },
  ]
}

function expiring(timesToLive: Record<Field, number>): Field[] {
  return (['name', 'code'] as const).filter((field) => timesToLive[field] > 0)
}
