import { judge, showRace } from '@lab/stage'
import type { Claim, Scene } from '@lab/stage'
import {
  resetOnRelease,
  seesItsTenantOnly,
  setLocal,
  setOnAClient,
  setOnThePool,
  transactionOnThePool,
} from '../src/index.ts'
import type { ReadInvoices } from '../src/index.ts'
import type { World } from './open-world.ts'

const promise = 'a request sees the invoices of its own tenant only'

/** A tenant beside a visitor, on a pool of one client; the tests also explore two tenants. */
function tenantScene(
  way: string,
  readInvoices: ReadInvoices,
  scene: { title: string; say: string; claim: Claim; play?: string; text: string },
): Scene<World> {
  const { title, say, claim, play, text } = scene
  return {
    id: way,
    title,
    async play(stage, { db }) {
      await stage.say(say)
      const requests = ['acme' as const, 'visitor' as const]
      await showRace(stage, seesItsTenantOnly(db, readInvoices, { clients: 1, requests }), {
        way,
        promise,
        claim,
        text,
        ...(play && { play: { title: play } }),
      })
    },
  }
}

export const transactionOnThePoolScene: Scene<World> = {
  id: 'transaction-on-the-pool',
  title: 'A transaction through pool.query',
  async play(stage, { db }) {
    await stage.say(
      'begin, the tenant, the invoices and commit, each by pool.query, on a pool of two clients. Between two of them the request asks another service.',
    )
    const requests = ['acme', 'globex'] as const
    const race = seesItsTenantOnly(db, transactionOnThePool, {
      clients: 2,
      requests: [...requests],
    })
    const timeline = await race.replay('acme×2 globex×5 acme×5')
    await stage.play('One transaction, over two connections', timeline)
    const text =
      'pg takes the client that was given back last, so a request alone gets the same one each time: every test passes. With a second request, begin stands on one connection and the rest runs on another.'
    await judge(
      stage,
      { way: 'transaction-on-the-pool', promise, claim: 'breaks', text },
      timeline.violation,
      {},
    )
  },
}

export const setOnThePoolScene = tenantScene('set-on-the-pool', setOnThePool, {
  title: 'set through pool.query',
  say: 'A request sets app.tenant by pool.query, and reads the invoices by pool.query. A visitor sets none.',
  claim: 'breaks',
  play: 'The visitor sees the invoices of Acme',
  text: 'The setting belongs to the connection. The next request that gets it sees the invoices of the tenant that was set last.',
})

export const setOnAClientScene = tenantScene('set-on-a-client', setOnAClient, {
  title: 'set on a client of its own',
  say: 'Both statements on one client, which is then given back.',
  claim: 'breaks',
  play: 'The visitor gets the session of Acme',
  text: 'No request comes in between, but the setting outlives the request: set lasts until the session ends, and the session goes back to the pool.',
})

export const setLocalScene = tenantScene('set-local', setLocal, {
  title: 'set local, in a transaction',
  say: 'begin, set local, the read, commit, on one client.',
  claim: 'holds',
  text: 'The setting ends with the transaction, by commit and by rollback.',
})

export const resetOnReleaseScene = tenantScene('reset-on-release', resetOnRelease, {
  title: 'reset all before it is given back',
  say: 'A session setting, and reset all at the end; a client that failed is not given back.',
  claim: 'holds',
  text: 'It costs a round trip for each checkout, and holds as long as each of them does it.',
})
