import type { Exploration } from '@lab/conductor'
import { comparison, concept, showRace } from '@lab/stage'
import type { ComparedWay } from '@lab/stage'
import manifest from './package.json' with { type: 'json' }
import {
  expireNx,
  expiresAfterCrash,
  expiresAfterWindow,
  incrThenExpire,
  luaScript,
  openRedis,
  recordOneRequest,
  setAndIncrInMulti,
  setThenIncr,
} from './src/index.ts'
import type { Allow } from './src/index.ts'

const open = async () => ({ space: await openRedis() })

type World = Awaited<ReturnType<typeof open>>

const promise = 'every key expires'

const ways: { way: string; allow: Allow; claim: 'holds' | 'breaks'; price: string }[] = [
  {
    way: 'incr-then-expire',
    allow: incrThenExpire,
    claim: 'breaks',
    price: 'locked out',
  },
  { way: 'expire-nx', allow: expireNx, claim: 'breaks', price: 'dead keys' },
  { way: 'set-then-incr', allow: setThenIncr, claim: 'breaks', price: 'rare' },
  { way: 'set-and-incr-in-multi', allow: setAndIncrInMulti, claim: 'holds', price: 'none' },
  { way: 'lua-script', allow: luaScript, claim: 'holds', price: 'a script' },
]

export const demo = concept<World>(manifest, {
  open,
  ahead: true,
  headline: ['incr-then-expire', 'set-and-incr-in-multi', 'ways-compared'],
  scenes: [
    {
      id: 'incr-then-expire',
      title: 'A crash locks a user out for ever',
      async play(stage, { space }) {
        await stage.say(
          'INCR counts, and the request that counts 1 sets the time to live. One request an hour is allowed, and the server that answers Alice may crash before any of its steps.',
        )
        await showRace(stage, expiresAfterCrash(space, incrThenExpire, ['bob']), {
          way: 'incr-then-expire',
          promise,
          claim: 'breaks',
          play: { title: 'No later request counts 1, so none sets the time to live' },
          text: 'The counter never expires. Every later request adds to it and is refused.',
        })
      },
    },
    {
      id: 'set-and-incr-in-multi',
      title: 'Both commands in one MULTI',
      async play(stage, { space }) {
        await stage.say(
          'set ... px ... nx creates the key with its time to live, and incr counts, in one step of Redis.',
        )
        const races = {
          crash: { race: expiresAfterCrash(space, setAndIncrInMulti, ['bob']) },
          windowEnds: { race: expiresAfterWindow(space, setAndIncrInMulti) },
        }
        await showRace(stage, races, {
          way: 'set-and-incr-in-multi',
          promise,
          claim: 'holds',
          play: {
            title: 'The crash comes before both commands, or after both',
            schedule: 'crash(alice) bob',
          },
          text: 'A crash of the client cannot come between the two, and neither can the end of the window.',
        })
      },
    },
    {
      id: 'on-the-wire',
      title: 'One request on the wire',
      async play(stage, { space }) {
        await stage.say(
          'The naive way waits for the reply of INCR before it sends PEXPIRE. The commands of a MULTI leave without waiting for a reply.',
        )
        await stage.exchange(await recordOneRequest(space.url, 'The first request of a user'))
        await showRace(stage, expiresAfterCrash(space, luaScript, ['bob']), {
          way: 'lua-script',
          promise,
          claim: 'holds',
          text: 'The two commands of the naive way inside a Lua script: Redis runs both in one step.',
        })
      },
    },
    {
      id: 'expire-nx',
      title: 'Repair the key at the next request',
      async play(stage, { space }) {
        await stage.say('Every request sets the time to live, unless the key has one already.')
        await showRace(stage, expiresAfterCrash(space, expireNx, []), {
          way: 'expire-nx',
          promise,
          claim: 'breaks',
          play: { title: 'Alice crashes, and no request comes after her' },
          text: 'It breaks when no request comes after the crash. A key of a user who left stays in Redis for ever.',
        })
      },
    },
    {
      id: 'set-then-incr',
      title: 'The window ends between two commands',
      async play(stage, { space }) {
        await stage.say(
          'set ... px ... nx first, then incr, in two round trips. A crash in between does no harm. But time passes too: the actor time deletes the key, as its end does.',
        )
        await showRace(stage, expiresAfterWindow(space, setThenIncr), {
          way: 'set-then-incr',
          promise,
          claim: 'breaks',
          play: { title: 'The key expires before INCR, which creates another one' },
          text: 'INCR creates a missing key, and without a time to live.',
        })
      },
    },
    comparison<World>({
      promise,
      best: 'set-and-incr-in-multi',
      answer:
        'Say: "INCR and EXPIRE are two commands, and a crash between them leaves a counter without a time to live: that user is refused for ever. I create the key with its time to live and count in one step: set with px and nx, then incr, in one MULTI, or a Lua script. Repairing it at the next request is not enough, because that request may never come."',
      ways: compareWays,
    }),
  ],
})

const brokenOf = ({ violations, schedules }: Exploration) => `${violations} of ${schedules}`

/** Orders with a crash and another request, with a crash and no other request, at the end of a window. */
async function compareWays({ space }: World): Promise<ComparedWay[]> {
  const compared: ComparedWay[] = []
  for (const { way, allow, claim, price } of ways) {
    const crash = await expiresAfterCrash(space, allow, ['bob']).explore()
    const last = await expiresAfterCrash(space, allow, []).explore()
    const end = await expiresAfterWindow(space, allow).explore()
    const broken = crash.violations + last.violations + end.violations
    compared.push({
      way,
      claim,
      observed: broken > 0 ? 'breaks' : 'holds',
      counts: {
        'a crash': brokenOf(crash),
        'then none': brokenOf(last),
        'window ends': brokenOf(end),
      },
      price,
    })
  }
  return compared
}
