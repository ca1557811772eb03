import bcrypt from 'bcrypt'
import { describe, expect, it } from 'vitest'
import { checkPassword, hashPassword, password } from './password.ts'

describe('password', () => {
  it('has 8 to 72 bytes, whatever the number of characters', () => {
    const fits = (plain: string) => password.safeParse(plain).success
    expect(
      ['1234567', '12345678', 'é'.repeat(4), 'é'.repeat(36), '€'.repeat(24)].map(fits),
    ).toEqual([false, true, true, true, true])
    expect(['x'.repeat(73), 'é'.repeat(37), '€'.repeat(25)].map(fits)).toEqual([
      false,
      false,
      false,
    ])
  })

  it('refuses what bcrypt would forget, as it does what comes after 72 bytes', async () => {
    const hash = await hashPassword(`${'x'.repeat(72)}y`, 4)
    expect(await bcrypt.compare(`${'x'.repeat(72)}z`, hash)).toBe(true)
    expect(password.safeParse(`${'x'.repeat(72)}y`).success).toBe(false)
  })
})

describe('checkPassword', () => {
  it('knows the password, and no other', async () => {
    const hash = await hashPassword('correct horse', 4)
    expect(await checkPassword('correct horse', hash, 4)).toBe(true)
    expect(await checkPassword('correct hors', hash, 4)).toBe(false)
    expect(await checkPassword('correct horse', undefined, 4)).toBe(false)
  })

  it('takes as much time of the processor without an account as with one', async () => {
    const cost = 10
    const hash = await hashPassword('correct horse', cost)
    const work = async (known: string | undefined) => {
      const before = process.cpuUsage()
      await checkPassword('wrong horse', known, cost)
      return process.cpuUsage(before).user
    }
    const runs = Array.from({ length: 3 })
    const spent = { known: Infinity, unknown: Infinity }
    for (const _ of runs) {
      spent.known = Math.min(spent.known, await work(hash))
      spent.unknown = Math.min(spent.unknown, await work(undefined))
    }
    // Without the comparison it is a thousandth.
    expect(spent.unknown / spent.known).toBeGreaterThan(0.5)
    expect(spent.unknown / spent.known).toBeLessThan(2)
  })
})
