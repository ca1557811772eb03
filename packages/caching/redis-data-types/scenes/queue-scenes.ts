import { judge, showRace } from '@lab/stage'
import type { Claim, Scene } from '@lab/stage'
import {
  eventsOfAReconnect,
  listMove,
  listPop,
  runsByPubSub,
  runsEveryJob,
  runsNoJobTwice,
  runsOnceBesideAClaimer,
  streamNewOnly,
  streamPending,
} from '../src/index.ts'
import type { KeySpace, Queue } from '../src/index.ts'

export type World = { space: KeySpace }

export const promise = 'every job runs, although its worker dies'

export const queues: { way: string; queue: Queue; claim: Claim; price: string }[] = [
  { way: 'list-pop', queue: listPop, claim: 'breaks', price: 'the job of a dead worker' },
  { way: 'list-move', queue: listMove, claim: 'holds', price: 'a list and a recovery per worker' },
  { way: 'stream-new-only', queue: streamNewOnly, claim: 'breaks', price: 'pending for ever' },
  { way: 'stream-pending', queue: streamPending, claim: 'holds', price: 'done entries stay' },
]

/** What each queue makes of a worker that dies at any of its steps, and pub/sub beside them. */
export async function compareQueues({ space }: World) {
  const compared = []
  for (const { way, queue, claim, price } of queues) {
    const every = await runsEveryJob(space, queue).explore()
    const twice = await runsNoJobTwice(space, queue).explore()
    const observed: Claim = every.violations > 0 ? 'breaks' : 'holds'
    const counts = {
      orders: every.schedules,
      'never runs': every.violations,
      'runs twice': twice.violations,
    }
    compared.push({ way, claim, observed, counts, price })
  }
  const runs = await runsByPubSub(space)
  const counts = {
    orders: runs.length,
    'never runs': runs.filter((count) => count === 0).length,
    'runs twice': runs.filter((count) => count > 1).length,
  }
  const observed: Claim = counts['never runs'] > 0 ? 'breaks' : 'holds'
  const price = 'jobs that no worker hears'
  return [{ way: 'pub-sub', claim: 'breaks' as const, observed, counts, price }, ...compared]
}

function queueScene(
  way: string,
  queue: Queue,
  scene: {
    title: string
    say: string
    claim: Claim
    play: string
    text: string
    schedule?: string
  },
): Scene<World> {
  return {
    id: way,
    title: scene.title,
    async play(stage, { space }) {
      await stage.say(scene.say)
      await showRace(stage, runsEveryJob(space, queue), {
        way,
        promise,
        claim: scene.claim,
        text: scene.text,
        play: {
          title: scene.play,
          ...(scene.schedule !== undefined && { schedule: scene.schedule }),
        },
      })
    },
  }
}

const beforeTheWork = (steps: number) => `alice×2 crash(alice) alice-restarted×${steps}`

export const deathScenes: readonly Scene<World>[] = [
  queueScene('list-pop', listPop, {
    title: 'A list, and RPOP',
    say: 'One job is in a list: a mail to send. The worker Alice takes it with RPOP and sends it. She may die before any of her steps, and starts again.',
    claim: 'breaks',
    play: 'Alice takes the job and dies',
    text: 'RPOP removes the job from Redis, so from then on only the worker has it. The list is at-most-once. BRPOP waits for a job, and loses it in the same way.',
  }),
  queueScene('stream-pending', streamPending, {
    title: 'A stream with a consumer group',
    say: 'XREADGROUP gives an entry to one worker of the group and remembers it as pending, until XACK. Alice first reads her pending entries (from 0), then new ones (>).',
    claim: 'holds',
    schedule: beforeTheWork(6),
    play: 'Alice dies before she sends the mail, and finds it among her pending entries',
    text: 'The entry stays in the stream and in the list of pending entries until it is acknowledged.',
  }),
  queueScene('stream-new-only', streamNewOnly, {
    title: 'A stream, and a worker that reads only what is new',
    say: 'The same stream and group. But the worker always reads with >.',
    claim: 'breaks',
    play: 'Alice comes back and asks for what is new',
    text: '> gives what no worker was given yet. The entry is in XPENDING for ever, and no worker runs it.',
  }),
  queueScene('list-move', listMove, {
    title: 'Two lists, and LMOVE',
    say: 'LMOVE takes the job out of the queue and puts it into a list of the worker, in one command. LREM removes it after the work. A worker that starts gives back what its list holds.',
    claim: 'holds',
    schedule: beforeTheWork(7),
    play: 'Alice dies before she sends the mail, and gives it back to the queue',
    text: 'The job is always in one of the two lists. Redis does not know when it was taken: what takes over from a worker that never comes back must keep that time itself.',
  }),
]

export const streamClaimScene: Scene<World> = {
  id: 'stream-claim',
  title: 'A job that runs twice',
  async play(stage, { space }) {
    const runsOnce = 'the job runs once'
    await stage.say('Alice sends the mail, and dies before XACK.')
    await showRace(stage, runsNoJobTwice(space, streamPending), {
      way: 'acknowledge-afterwards',
      promise: runsOnce,
      claim: 'breaks',
      play: { title: 'Alice finds a mail among her pending entries that she has sent' },
      text: 'Redis cannot know whether the mail was sent. Acknowledging first would lose it instead.',
    })
    await stage.say(
      'XAUTOCLAIM takes over entries that have been pending for too long. Alice is not dead, only slow: her job takes longer than the limit.',
    )
    await showRace(stage, runsOnceBesideAClaimer(space, 0), {
      way: 'short-limit',
      promise: runsOnce,
      claim: 'breaks',
      play: { title: 'Bob takes over while Alice sends the mail' },
      text: 'At-least-once means that a job can run twice: give it an id, and let what it changes remember the id.',
    })
    await showRace(stage, runsOnceBesideAClaimer(space, 3_600_000), {
      way: 'long-limit',
      promise: runsOnce,
      claim: 'holds',
      text: 'With a limit of an hour Bob finds nothing to take over. The job of a worker that has died waits that hour, too.',
    })
  },
}

export const pubSubScene: Scene<World> = {
  id: 'pub-sub',
  title: 'Pub/sub, and a subscriber that reconnects',
  async play(stage, { space }) {
    await stage.say(
      'Three events are published, and added to a stream. The subscriber and the reader of the stream are both away during the second one.',
    )
    const events = await eventsOfAReconnect(space)
    const yesNo = (is: boolean) => (is ? 'yes' : 'no')
    await stage.table({
      title: 'What arrives',
      columns: ['event', 'receivers, as PUBLISH replies', 'subscriber', 'reader of the stream'],
      rows: events.map(({ name, receivers, isHeard, isRead }) => [
        name,
        receivers,
        yesNo(isHeard),
        yesNo(isRead),
      ]),
    })
    const arrive = 'every event arrives, although its reader is away for a while'
    const missed = (missing: number) => (missing > 0 ? `${missing} of 3 is missed` : undefined)
    const unheard = events.filter(({ isHeard }) => !isHeard).length
    const unread = events.filter(({ isRead }) => !isRead).length
    await judge(
      stage,
      {
        way: 'pub-sub',
        promise: arrive,
        claim: 'breaks',
        text: 'PUBLISH passes a message to those that listen at this moment, and stores nothing. It replies how many these are.',
      },
      missed(unheard),
      { events: 3, missed: unheard },
    )
    await judge(
      stage,
      {
        way: 'stream',
        promise: arrive,
        claim: 'holds',
        text: 'XREAD asks for what came after the last id that the reader has seen. So each of many readers gets every event.',
      },
      missed(unread),
      { events: 3, missed: unread },
    )
  },
}
