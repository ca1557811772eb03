import { watch } from '@lab/conductor'
import { redis } from '@lab/servers/redis'
import { comparedRaces, comparison, concept, showRace, judge } from '@lab/stage'
import type { Claim, ComparedWay, Stage } from '@lab/stage'
import { listingOf } from '@lab/stage/listing-of'
import manifest from './package.json' with { type: 'json' }
import {
  checkThenSet,
  fourProcessesViolation,
  oneProbe,
  outageSeenByFour,
  sharedBreaker,
  startFourProcesses,
} from './src/index.ts'
import type { OutageSeenByFour, SharedBreaker, Way } from './src/index.ts'

/** Redis, and four processes that are started when a scene asks for them; each outage runs once. */
async function open() {
  const cache = await redis()
  const seen = new Map<Way, Promise<OutageSeenByFour>>()
  let starting: ReturnType<typeof startFourProcesses> | undefined
  const outages = {
    async seenBy(way: Way): Promise<OutageSeenByFour> {
      starting ??= startFourProcesses(cache.url)
      const outage = seen.get(way) ?? outageSeenByFour(await starting, way)
      seen.set(way, outage)
      return outage
    },
    async [Symbol.asyncDispose]() {
      await (await starting)?.[Symbol.asyncDispose]()
    },
  }
  return { cache, outages }
}

type World = Awaited<ReturnType<typeof open>>

const promise = 'four processes let through what one breaker would'
const probePromise = 'the processes send one probe'

async function showOutage(
  stage: Stage,
  { outages }: World,
  { way, claim, text }: { way: Way; claim: Claim; text: string },
): Promise<void> {
  const seen = await outages.seenBy(way)
  await stage.table({
    title: 'Calls that reach the service while it is down',
    columns: ['when', 'calls'],
    rows: [
      ['many calls: until all four processes refuse', seen.untilAllRefuse],
      ['half-open: of 20 calls at once', seen.probes],
      ['little traffic: of 40 calls, ten a second', seen.atLowTraffic],
    ],
  })
  const violation = fourProcessesViolation(seen)
  await judge(stage, { way, promise, claim, text }, violation, { ...seen })
}

function probing({ cache }: World, create: SharedBreaker, names: string[]) {
  const processes = Object.fromEntries(names.map((name) => [name, watch(cache.client())]))
  return oneProbe(cache.client(), processes, create)
}

async function throughFour({ outages }: World, way: Way) {
  const seen = await outages.seenBy(way)
  const observed: Claim = fourProcessesViolation(seen) === undefined ? 'holds' : 'breaks'
  return { observed, counts: { 'until open': seen.untilAllRefuse, probes: seen.probes } }
}

async function compared(world: World): Promise<ComparedWay[]> {
  const two = ['one', 'two']
  // One after the other: both use the same four processes.
  const own = await throughFour(world, 'breaker-per-process')
  const shared = await throughFour(world, 'shared-breaker')
  const [naive, script] = await comparedRaces([
    {
      way: 'check-then-set',
      race: probing(world, checkThenSet, two),
      claim: 'breaks',
      price: 'a probe from each process',
    },
    {
      way: 'shared-breaker',
      race: probing(world, sharedBreaker, two),
      claim: 'holds',
      price: 'a round trip for each call',
    },
  ])
  const price = 'each process learns alone'
  return [
    { way: 'breaker-per-process', claim: 'breaks', ...own, price },
    naive!,
    {
      ...script!,
      observed: shared.observed === 'holds' ? script!.observed : 'breaks',
      counts: { ...shared.counts, ...script!.counts },
    },
  ]
}

export const demo = concept<World>(manifest, {
  open,
  headline: ['breaker-per-process', 'shared-breaker', 'ways-compared'],
  scenes: [
    {
      id: 'breaker-per-process',
      title: 'A breaker in each of four processes',
      async play(stage, world) {
        await stage.say(
          'Four processes call the same service, each with a breaker that opens when more than half of at least ten calls within 2 s have failed. The service goes down and comes back.',
        )
        await showOutage(stage, world, {
          way: 'breaker-per-process',
          claim: 'breaks',
          text: 'Each process learns alone, with a quarter of the traffic. At ten calls a second none of them has ten calls within 2 s, so none opens.',
        })
      },
    },
    {
      id: 'shared-breaker',
      title: 'One breaker in Redis',
      async play(stage, world) {
        await stage.say(
          'State and counters are in Redis. A Lua script reads the state, decides and changes it; Redis runs no other command meanwhile.',
        )
        const file = new URL('src/one-probe/enter.lua', import.meta.url)
        await stage.listing(listingOf(file, { from: "if state ~= 'closed'", to: "return {'go'" }))
        await showOutage(stage, world, {
          way: 'shared-breaker',
          claim: 'holds',
          text: 'What one process learns all know: ten calls until it opens, and one probe for all.',
        })
      },
    },
    {
      id: 'one-probe',
      title: 'Two processes when the reset timeout is over',
      async play(stage, world) {
        await stage.say('The service is still down. Two processes make a call at the same time.')
        await showRace(stage, probing(world, checkThenSet, ['one', 'two']), {
          way: 'check-then-set',
          promise: probePromise,
          claim: 'breaks',
          play: { title: 'Both read "open", and both probe' },
          text: 'Reading and changing the state are two commands. Another process reads in between.',
        })
        await showRace(
          stage,
          {
            twoProcesses: { race: probing(world, sharedBreaker, ['one', 'two']) },
            threeProcesses: { race: probing(world, sharedBreaker, ['one', 'two', 'three']) },
          },
          {
            way: 'shared-breaker',
            promise: probePromise,
            claim: 'holds',
            play: {
              title: 'The script tells one to probe, and the other how long to wait',
              schedule: 'one two one×2',
            },
            text: 'One script reads and decides. No command of another process runs in between.',
          },
        )
      },
    },
    comparison<World>({
      promise: probePromise,
      best: 'shared-breaker',
      answer:
        'Say: "Each process has its own breaker, and that is mostly enough: nothing is shared that can fail. The price is that four processes let through four times the calls and four probes, and with little traffic none opens. When the service cannot bear that, I put the state into Redis, and one script reads and decides, because two commands let a second process read in between. Without Redis calls go through, with their timeout."',
      ways: compared,
    }),
  ],
})
