import { dedicatedPostgres } from '@lab/servers/dedicated-postgres'
import pg from 'pg'
import { describe, expect, it } from 'vitest'
import { serverIsAway } from './server-is-away.ts'

const failed = (code: string) => Object.assign(new Error('connect'), { code })

describe('serverIsAway', () => {
  it('says yes when this process has no socket left, also of each address that was tried', () => {
    expect(serverIsAway(failed('EMFILE'))).toBe(true)
    expect(serverIsAway(new AggregateError([failed('ENETUNREACH'), failed('EMFILE')]))).toBe(true)
  })

  it('says yes when there is no way to the server, whatever the system calls it', async () => {
    const failures = ['postgres://host.invalid/x', 'postgres:///x?host=/no/such/folder'].map(
      (url) =>
        new pg.Client(url).connect().then(
          () => 'connected',
          (error: unknown) => serverIsAway(error),
        ),
    )
    expect(await Promise.all(failures)).toEqual([true, true])
  })

  it('says yes when a server begins no session, and a standby no serializable transaction', async () => {
    await using primary = await dedicatedPostgres({ standby: true })
    await primary.pool().query('create database closed allow_connections false')
    const closed = new URL(primary.url)
    closed.pathname = 'closed'
    const refusals = await Promise.all(
      [
        new pg.Client(closed.href).connect(),
        primary.standby.pool().query('begin isolation level serializable'),
      ].map((refused) => refused.catch((failure: unknown) => failure)),
    )
    expect(refusals).toMatchObject([{ code: '55000' }, { code: '0A000' }])
    expect(refusals.map(serverIsAway)).toEqual([true, true])
  })

  it('says no to a mistake of ours, and to a conflict: others can go on', () => {
    const codes = ['0A000', '23505', '42703', '42P01', '40001', '40P01']
    expect(codes.map((code) => serverIsAway(failed(code)))).toEqual(codes.map(() => false))
  })
})
