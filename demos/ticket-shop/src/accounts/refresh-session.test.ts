import { answerOf, conduct, endingText, watch } from '@lab/conductor'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestShop } from '../open-test-shop.fixture.ts'
import type { TestShop } from '../open-test-shop.fixture.ts'
import { openAccount } from './open-account.ts'
import { endSession, refreshSession } from './refresh-session.ts'

let shop: TestShop
let watched: Pick<TestShop, 'pool' | 'configuration'>
let emails = 0
beforeAll(async () => {
  shop = await openTestShop()
  watched = { ...shop, pool: watch(shop.db.pool()) }
})
afterAll(() => shop[Symbol.asyncDispose]())

/** Logs a new account in. */
async function logIn(): Promise<string> {
  const email = `${(emails += 1)}@example.com`
  const opened = await openAccount(shop, { email, password: 'correct horse', role: 'buyer' })
  return opened!.tokens.refreshToken
}

/** Tokens of the last log-in that could still be used. */
async function unused(): Promise<number> {
  const { rows } = await shop.pool.query(
    `select count(*)::int as unused from refresh_tokens where used_at is null
     and family = (select family from refresh_tokens order by account_id desc limit 1)`,
  )
  return rows[0].unused
}

/** Lets so many seconds pass since the tokens of the last log-in were used. */
async function later(seconds: number): Promise<void> {
  await shop.pool.query(
    `update refresh_tokens set used_at = used_at - make_interval(secs => $1)
     where family = (select family from refresh_tokens order by account_id desc limit 1)`,
    [seconds],
  )
}

const refresh = async (token: string) =>
  (await refreshSession(watched, token)) === undefined ? 'refused' : 'refreshed'

describe('refreshSession', () => {
  it('gives a pair whose refresh token gives the next one', async () => {
    const first = await logIn()
    const second = await refreshSession(shop, first)
    const third = await refreshSession(shop, second!.refreshToken)
    expect(new Set([first, second!.refreshToken, third!.refreshToken]).size).toBe(3)
    expect(await unused()).toBe(1)
  })

  it('gives the same pair again to a retry whose reply was lost', async () => {
    const first = await logIn()
    const second = await refreshSession(shop, first)
    await later(9)
    expect((await refreshSession(shop, first))?.refreshToken).toBe(second!.refreshToken)
    expect(await refresh(second!.refreshToken)).toBe('refreshed')
  })

  it('ends the family when the token comes again and what followed it was used', async () => {
    const first = await logIn()
    const second = await refreshSession(shop, first)
    const third = await refreshSession(shop, second!.refreshToken)
    expect(await refreshSession(shop, first)).toBeUndefined()
    expect(await refreshSession(shop, third!.refreshToken)).toBeUndefined()
  })

  it('gives nothing again where none may come again', async () => {
    const strict = { ...shop, configuration: { ...shop.configuration, REUSE_SECONDS: 0 } }
    const first = await logIn()
    await refreshSession(strict, first)
    expect(await refreshSession(strict, first)).toBeUndefined()
  })

  it('ends the family of a token that comes again later, and no other of the account', async () => {
    const first = await logIn()
    const { rows } = await shop.pool.query(
      `insert into refresh_tokens select sha256('other'), gen_random_uuid(), account_id, expires_at
       from refresh_tokens order by account_id desc limit 1 returning family`,
    )
    const second = await refreshSession(shop, first)
    await later(11)
    expect(await refreshSession(shop, first)).toBeUndefined()
    expect(await refreshSession(shop, second!.refreshToken)).toBeUndefined()
    const other = await shop.pool.query('select used_at from refresh_tokens where family = $1', [
      rows[0].family,
    ])
    expect(other.rows).toEqual([{ used_at: null }])
  })

  it('refuses a token that has ended, and one that was never issued', async () => {
    const first = await logIn()
    await shop.pool.query(`update refresh_tokens set expires_at = now()`)
    expect(await refreshSession(shop, first)).toBeUndefined()
    expect(await refreshSession(shop, 'x'.repeat(43))).toBeUndefined()
  })

  it('takes a new role from the account', async () => {
    const first = await logIn()
    await shop.pool.query(
      `update accounts set plan = 'premium' where id = (select max(id) from accounts)`,
    )
    const { accessToken } = (await refreshSession(shop, first))!
    expect(JSON.parse(atob(accessToken.split('.')[1]!))).toMatchObject({ plan: 'premium' })
  })

  it.each([
    { tabs: ['one', 'other'], schedules: 36 },
    { tabs: ['one', 'other', 'third'], schedules: 4_950 },
  ])('gives the same pair to $tabs.length who ask at once, in every order', async (example) => {
    let token: string
    const ask = async () => (await refreshSession(watched, token))?.refreshToken ?? 'refused'
    const race = conduct({
      setup: async () => void (token = await logIn()),
      actors: Object.fromEntries(example.tabs.map((tab) => [tab, ask])),
      invariant: async (endings) => {
        const given = new Set(Object.values(endings).map((ending) => String(answerOf(ending))))
        const left = await unused()
        return given.size === 1 && !given.has('refused') && left === 1
          ? undefined
          : `${[...given].join()}, ${left} unused`
      },
    })
    expect(await race.holds()).toMatchObject({ exhaustive: true, schedules: example.schedules })
  })

  it('gives one of two a pair where none may come again, and ends the family, in every order', async () => {
    let token: string
    const strict = { ...watched, configuration: { ...shop.configuration, REUSE_SECONDS: 0 } }
    const ask = async () => (await refreshSession(strict, token)) !== undefined
    const race = conduct({
      setup: async () => void (token = await logIn()),
      actors: { one: ask, other: ask },
      invariant: async ({ one, other }) => {
        const given = [answerOf(one), answerOf(other)].filter(Boolean).length
        const left = await unused()
        return given === 1 && left === 0 ? undefined : `${given} pairs, ${left} unused`
      },
    })
    expect(await race.holds()).toMatchObject({ exhaustive: true })
  })

  it('ends the pair that is being made while an old token comes again, in every order', async () => {
    let old: string
    let current: string
    const race = conduct({
      setup: async () => {
        old = await logIn()
        current = (await refreshSession(shop, old))!.refreshToken
        await later(11)
      },
      actors: { owner: () => refresh(current), thief: () => refresh(old) },
      invariant: async ({ thief }) => {
        const left = await unused()
        return left === 0 && answerOf(thief) === 'refused'
          ? undefined
          : `${endingText(thief)}, ${left} unused`
      },
    })
    expect(await race.holds()).toMatchObject({ exhaustive: true, schedules: 43 })
  })
})

describe('endSession', () => {
  it('ends the pair that is being made meanwhile, in every order', async () => {
    let token: string
    const race = conduct({
      setup: async () => void (token = await logIn()),
      actors: { leaving: () => endSession(watched, token), still: () => refresh(token) },
      invariant: async () => ((await unused()) === 0 ? undefined : 'still logged in'),
    })
    expect(await race.holds()).toMatchObject({ exhaustive: true, schedules: 30 })
  })

  it('ends also what a used token would be given again', async () => {
    const first = await logIn()
    const second = await refreshSession(shop, first)
    await endSession(shop, second!.refreshToken)
    expect(await refreshSession(shop, first)).toBeUndefined()
  })
})
