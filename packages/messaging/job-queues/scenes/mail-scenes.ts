import { raceScene, showRace } from '@lab/stage'
import type { RaceScene, Scene } from '@lab/stage'
import type { World } from '../src/index.ts'
import { mailRace, promise, wayOf } from './ways.ts'

/** One scene for each way whose worker stands still past its lease. */
function slowScene(
  way: string,
  scene: Omit<RaceScene<World>, 'way' | 'promise' | 'claim'>,
): Scene<World> {
  const race = (world: World) => mailRace(world, way, 'slow worker')
  return raceScene(race, { way, promise, claim: wayOf(way).slow, ...scene })
}

// Bob takes the job while alice stands still, and both mail before one of them reports.
const meanwhile = 'fire(alice) bob×4 alice bob alice×3 bob×3'

export const leaseScene = slowScene('lease', {
  title: 'The worker is slower than its lease',
  say: 'One job is in the table: a mail to carol. A worker takes it with skip locked and has it for 30 seconds; a job whose lease has ended is given to the next worker. Alice has taken the job and stands still for 40 seconds before she mails, on a clock that the lab holds. Bob asks for a job at any moment.',
  play: { title: 'Both have the job, and both mail', schedule: meanwhile },
  text: 'The queue cannot tell a slow worker from a dead one. It gives the job away, and alice does not know that.',
})

export const idempotencyKeyScene = slowScene('idempotency-key', {
  title: 'The id of the job is the key of the mail',
  say: 'The worker sends the id of the job as Idempotency-Key, and the provider stores it. It completes the job only if no other worker has taken it since.',
  play: { title: 'Both ask for the mail, and one is sent', schedule: meanwhile },
  text: 'The job runs twice all the same. Its effect happens once, because the provider knows the key.',
})

export const fencingTokenScene = slowScene('fencing-token', {
  title: 'A token that the queue checks',
  say: 'Each worker that takes the job gets a higher attempt number. The job is marked as done only by the worker with the last one.',
  play: { title: 'Alice is refused, after her mail', schedule: meanwhile },
  text: 'The token protects the row of the job. The mail has left before the queue can refuse anything.',
})

export const deadWorkerScene: Scene<World> = {
  id: 'dead-worker',
  title: 'No lease, or a mark before the mail, and a worker that dies',
  async play(stage, world) {
    await stage.say(
      'Two ways need no key. row-lock does the work in the transaction that has the row locked, so there is no lease that ends. complete-before-mail marks the job as done first, by its token, so a late worker is refused before it mails. Both send one mail when a worker is slow. Here the worker dies before each of its steps in turn, and the next one comes 30 seconds later.',
    )
    const show = async (way: string, play: { title: string; schedule?: string }, text: string) => {
      const race = mailRace(world, way, 'dead worker')
      const claim = wayOf(way).dead
      await showRace(stage, race, { way, promise: whereverItDies, claim, play, text })
    }
    await show(
      'row-lock',
      { title: 'It dies after the mail: the row is free, and the mail goes out again' },
      'The rollback takes the mark back, and not the mail.',
    )
    await show(
      'complete-before-mail',
      { title: 'It dies after the completion: no worker sends the mail' },
      'At most once: a mail that is lost leaves no trace to start from.',
    )
    await show(
      'idempotency-key',
      {
        title: 'It dies after the mail: the provider is asked again, and knows the key',
        schedule: 'alice×4 crash(alice)',
      },
      'Send again under the same key: at least once, made harmless by the receiver.',
    )
  },
}

const whereverItDies = 'each job sends one mail, wherever its worker dies'
