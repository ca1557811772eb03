import { answerOf, conduct, watch } from '@lab/conductor'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestShop } from '../open-test-shop.fixture.ts'
import type { TestShop } from '../open-test-shop.fixture.ts'
import { usualWays } from '../usual-ways.ts'
import { TooBusyError } from '../accounts/queue-hashes.ts'
import { payOut } from './pay-out.ts'

let shop: TestShop
let pool: TestShop['pool']
beforeAll(async () => {
  shop = await openTestShop()
  pool = watch(shop.db.pool())
  await shop.pool.query(
    `insert into accounts (email, password_hash, role)
     values ('olga@example.com', '', 'organiser'), ('otto@example.com', '', 'organiser')`,
  )
})
afterAll(() => shop[Symbol.asyncDispose]())

const sell = (organiserId: number, ...amounts: number[]) =>
  shop.pool.query('insert into ledger (organiser_id, amount_cents) select $1, unnest($2::int[])', [
    organiserId,
    amounts,
  ])
const due = async () => {
  const { rows } = await shop.pool.query(
    'select sum(amount_cents)::int as due from ledger where organiser_id = 1',
  )
  return rows[0].due as number
}

const twoPayouts = (payoutLevel = usualWays.payoutLevel) =>
  conduct({
    setup: async () => {
      await shop.pool.query('truncate ledger')
      await sell(1, 4_000, 8_000)
    },
    actors: Object.fromEntries(
      ['here', 'there'].map((name) => [
        name,
        async () => {
          return (
            (await payOut({ pool, ways: { ...usualWays, payoutLevel } }, '1'))?.amountCents ??
            'nothing due'
          )
        },
      ]),
    ),
    invariant: async (endings) => {
      const answers = Object.values(endings)
        .map((ending) => String(answerOf(ending)))
        .toSorted()
        .join()
      const left = await due()
      return left === 0 && answers === '12000,nothing due' ? undefined : `${answers}, ${left} due`
    },
  })

describe('payOut', () => {
  it('pays what is due to one organiser, once', async () => {
    await sell(1, 4_000, 500)
    await sell(2, 7)
    expect(await payOut(shop, '1')).toMatchObject({ amountCents: 4_500 })
    expect(await payOut(shop, '1')).toBeUndefined()
    expect(await payOut(shop, '2')).toMatchObject({ amountCents: 7 })
  })

  it('pays in parts what is more than an integer', async () => {
    await sell(1, 2_000_000_000, 2_000_000_000)
    expect(await payOut(shop, '1')).toMatchObject({ amountCents: 2_147_483_647 })
    expect(await payOut(shop, '1')).toMatchObject({ amountCents: 1_852_516_353 })
    expect(await payOut(shop, '1')).toBeUndefined()
  })

  it('ends when others are first each time', async () => {
    await sell(1, 1)
    await shop.pool.query(`
      create function conflict() returns trigger language plpgsql as $$
        begin raise exception 'no' using errcode = '40001'; end $$;
      create trigger conflict before insert on ledger execute function conflict()`)
    await expect(payOut(shop, '1')).rejects.toBeInstanceOf(TooBusyError)
    await shop.pool.query('drop trigger conflict on ledger')
  })

  it('pays once when two ask at the same time, in every order', async () => {
    expect(await twoPayouts().holds()).toMatchObject({ exhaustive: true, schedules: 70 })
  })

  it('pays twice without isolation levels', async () => {
    expect(await twoPayouts('read committed').explore()).toMatchObject({
      exhaustive: true,
      schedules: 70,
      violations: 60,
      shortest: {
        schedule: 'here×3 there×4 here',
        reason: '12000,12000, -12000 due',
      },
    })
  })
})
