import jwt from 'jsonwebtoken'
import { describe, expect, it } from 'vitest'
import { readConfiguration } from '../configuration.ts'
import { readAccessToken, signAccessToken } from './access-token.ts'
import type { Account } from './access-token.ts'

const secret = 'a secret of 32 characters or more'
const configuration = readConfiguration({
  DATABASE_URL: 'postgres://localhost/none',
  REDIS_URL: 'redis://localhost',
  KAFKA_BROKERS: 'localhost:1',
  PAYMENTS_URL: 'http://localhost',
  MAIL_URL: 'http://localhost',
  TOKEN_SECRET: secret,
})
const alice: Account = { id: '7', role: 'buyer', plan: 'standard' }
const read = (token: string) => readAccessToken(token, configuration)

const claims = { role: 'buyer', plan: 'standard' }
const usual = {
  algorithm: 'HS256',
  issuer: 'ticket-shop',
  audience: 'ticket-shop-api',
  subject: '7',
  expiresIn: 60,
} as const
const signed = (change: jwt.SignOptions, key = secret, payload: object = claims) =>
  jwt.sign(payload, key, { ...usual, ...change })
const without = (option: keyof typeof usual) => {
  const { [option]: _, ...options } = usual
  return jwt.sign(claims, secret, options)
}

describe('readAccessToken', () => {
  it('reads what this service has signed', () => {
    expect(read(signAccessToken(alice, configuration))).toEqual(alice)
    expect(read(signed({}))).toEqual(alice)
  })

  it.each([
    ['another algorithm', signed({ algorithm: 'HS512' })],
    ['another secret', signed({}, 'another secret of 32 characters!!')],
    ['another issuer', signed({ issuer: 'somebody' })],
    ['no issuer', without('issuer')],
    ['another audience', signed({ audience: 'mails' })],
    ['no audience', without('audience')],
    ['no subject', without('subject')],
    ['no end', without('expiresIn')],
    ['a subject that is no id', signed({ subject: '-1' })],
    ['another role', signed({}, secret, { ...claims, role: 'admin' })],
    ['another plan', signed({}, secret, { ...claims, plan: 'unlimited' })],
    ['an end that has come', signed({ expiresIn: 0 })],
    ['nothing of a token', 'x.y.z'],
  ])('takes no token with %s', (_what, token) => {
    expect(read(token)).toBeUndefined()
  })

  it('takes no token without a signature', () => {
    const [, payload] = signed({}).split('.')
    const header = Buffer.from('{"alg":"none","typ":"JWT"}').toString('base64url')
    expect(read(`${header}.${payload}.`)).toBeUndefined()
  })

  it('takes no token that was changed', () => {
    const [header, payload, signature] = signAccessToken(alice, configuration).split('.')
    const other = { ...JSON.parse(atob(payload!)), role: 'organiser' }
    const forged = Buffer.from(JSON.stringify(other)).toString('base64url')
    expect(read(`${header}.${forged}.${signature}`)).toBeUndefined()
  })
})
