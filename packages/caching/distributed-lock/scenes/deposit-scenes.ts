import { raceScene, showRace } from '@lab/stage'
import type { RaceScene, Scene } from '@lab/stage'
import { keepsEveryDeposit, letsTheNextOneIn } from '../src/index.ts'
import type { World } from '../src/index.ts'
import { promise, wayOf } from './ways.ts'

/** One scene for each way: alice is slower than her lock lives, and bob comes. */
function depositScene(
  way: string,
  scene: Omit<RaceScene<World>, 'way' | 'promise' | 'claim'>,
): Scene<World> {
  const { deposit, claim } = wayOf(way)
  return raceScene((world) => keepsEveryDeposit(world, deposit), { way, promise, claim, ...scene })
}

export const setNxPxScene = depositScene('set-nx-px', {
  title: 'The holder is slower than its lock lives',
  say: 'An account has 100. Alice adds 10 and bob adds 20: each reads the balance, computes, and writes it. The worker that holds lock:1 may do so; the lock ends by itself after 10 seconds. Alice takes 12 seconds, on a clock that the lab holds: time passes as a step like any other.',
  play: { title: 'The lock ends while alice still works' },
  text: 'Alice does not know that her lock has ended. She writes what she computed from the old balance, beside the next holder.',
})

export const fenceOnReadScene = depositScene('fence-on-read', {
  title: 'A fencing token that the database checks',
  say: 'The lock comes with a token that grows by one for each holder. A holder shows it when it reads, and the account keeps the greatest that it has seen. A write with a smaller one changes no row.',
  play: {
    title: 'The same order: the account has seen token 2, and refuses token 1',
    schedule: 'alice×4 fire(alice) alice bob×8 alice×3',
  },
  text: 'The database refuses a late worker, however late it is. The lock only saves work that would be refused.',
})

export const compareAndDeleteScene = depositScene('compare-and-delete', {
  title: 'Delete the lock only if it is mine, and be slow again',
  say: 'The key holds its owner, and a script compares and deletes in one step. Alice is slow before her write, as at first.',
  text: 'The release is right, and comes after the write. Nothing has changed for the write.',
})

export const watchdogScene = depositScene('watchdog', {
  title: 'A watchdog extends the lock',
  say: 'After 5 seconds a timer gives the lock 10 seconds more. Alice needs 12 seconds, so one extension is enough, if it comes in time.',
  play: { title: 'The timer fires, and the extension reaches Redis too late' },
  text: 'An extension keeps the lock of a worker that is slow. A process that stands still, or whose command is late, extends nothing.',
})

export const fenceOnWriteScene = depositScene('fence-on-write', {
  title: 'A token that is checked by the write only',
  say: 'As most people draw it: the lock comes with a token, and an update is refused when the account has seen a greater one. A read shows no token.',
  play: { title: 'Bob has read, and has not yet written: his token was not yet seen' },
  text: 'Alice writes with token 1 before bob writes with token 2, so both are accepted, and bob writes what he computed from the old balance. A job that reads must show its token when it reads.',
})

export const atomicUpdateScene = depositScene('atomic-update', {
  title: 'No lock at all',
  say: '`update accounts set balance = balance + 10`: PostgreSQL locks the row for as long as the statement takes, and computes from what is there.',
  text: 'Where the database can say the change, no lock in front of it is needed. A version that the write compares is the same for what only the application can compute.',
})

export const setNxScene: Scene<World> = {
  id: 'set-nx',
  title: 'A lock without a TTL, and a worker that dies',
  async play(stage, world) {
    await stage.say(
      'SET lock:1 locked NX, and DEL at the end. The worker may die at any of its steps. Ten seconds later the next worker comes.',
    )
    await showRace(stage, letsTheNextOneIn(world, wayOf('set-nx').deposit), {
      way: 'set-nx',
      promise: nextOne,
      claim: 'breaks',
      play: { title: 'It dies inside, and its lock stays' },
      text: 'A `finally` does not run in a process that is killed. The key stays until an operator deletes it.',
    })
    await showRace(stage, letsTheNextOneIn(world, wayOf('set-nx-px').deposit), {
      way: 'set-nx-px',
      promise: nextOne,
      claim: 'holds',
      text: 'Redis ends the lock of a dead worker. It ends that of a slow one too: it cannot tell them apart.',
    })
  },
}

const nextOne = 'after a death the next worker gets in'

export const releaseScene: Scene<World> = {
  id: 'slow-release',
  title: 'DEL deletes the lock of another worker',
  async play(stage, world) {
    await stage.say(
      'Alice has written in time, and is slow before her release. Her lock ends, bob gets the next one, and carol comes too.',
    )
    await showRace(stage, keepsEveryDeposit(world, wayOf('set-nx-px').deposit, 'slow release'), {
      way: 'set-nx-px',
      promise: lateRelease,
      claim: 'breaks',
      play: { title: 'Alice deletes the lock of bob, and carol gets in beside him' },
      text: 'Alice did her work in time. Her DEL lets carol in while bob works, and the one that writes last wins.',
    })
    const compared = wayOf('compare-and-delete').deposit
    await showRace(stage, keepsEveryDeposit(world, compared, 'slow release'), {
      way: 'compare-and-delete',
      promise: lateRelease,
      claim: 'holds',
      text: 'The script finds another owner in the key, and deletes nothing.',
    })
  },
}

const lateRelease = 'every deposit is in the balance, also when a release is late'

export const advisoryLockScene: Scene<World> = {
  id: 'advisory-locks',
  title: "PostgreSQL's advisory lock, and a connection that is cut",
  async play(stage, world) {
    await stage.say(
      'An advisory lock has no TTL: it belongs to a session or to a transaction, and ends with it. A slow holder keeps it. Here the connection that has the lock is cut before the write.',
    )
    const session = wayOf('session-advisory-lock').deposit
    await showRace(stage, keepsEveryDeposit(world, session, 'cut connection'), {
      way: 'session-advisory-lock',
      promise: cut,
      claim: 'breaks',
      play: { title: 'The lock goes with its connection, and alice writes through another' },
      text: 'The end of the connection is the TTL of this lock, and the process goes on without it.',
    })
    const transaction = wayOf('transaction-advisory-lock').deposit
    await showRace(stage, keepsEveryDeposit(world, transaction, 'cut connection'), {
      way: 'transaction-advisory-lock',
      promise: cut,
      claim: 'holds',
      text: 'The write goes over the connection that has the lock. When one is lost, so is the other.',
    })
  },
}

const cut = 'every deposit is in the balance, also when a connection is cut'
