import { describeError } from '../describe-moment.ts'
import type { Ending } from '../ending.ts'
import type { Footprint } from '../explore/footprint.ts'
import type { Moment } from '../timeline.ts'
import { asActor } from './actor.ts'
import type { Action, Actor, RunScope } from './actor.ts'
import type { Part, RunningActor } from './running-actor.ts'
import { sendFor } from './send.ts'

/** What a run hears of its actors. */
export interface Hearing {
  scope: RunScope
  moment(moment: Moment): void
  changed(): void
  refused(error: Error): void
  touched(footprint: Footprint): void
  limited(text: string): void
}

/** Starts an actor: its code runs up to its first step. */
export function startActor(name: string, part: Part, heard: Hearing): RunningActor {
  const self: RunningActor = {
    name,
    part,
    queue: [],
    sent: undefined,
    behind: [],
    endLate: undefined,
    ending: undefined,
    actor: createActor(name, () => self, heard),
  }
  const close = (moment: Moment, ending: Ending) => {
    if (self.ending !== undefined) return
    self.ending = ending
    heard.moment(moment)
    heard.changed()
  }
  const end = (moment: Moment, ending: Ending) => {
    const unheard = self.sent?.statement ?? self.queue[0]?.action.statement
    if (unheard === undefined && self.actor.preparing === 0) return close(moment, ending)
    // What it does not wait for is sent all the same.
    const which = unheard === undefined ? 'a statement' : `"${unheard}"`
    self.endLate = () => close(moment, { ...ending, unheard: which })
    heard.changed()
  }
  asActor(self.actor, () => Promise.try(part.run)).then(
    (value) => end({ type: 'finished', actor: name, value }, { kind: 'finished', value }),
    (thrown) => {
      const error = describeError(thrown)
      end({ type: 'failed', actor: name, ...error }, { kind: 'failed', ...error })
    },
  )
  return self
}

function createActor(name: string, running: () => RunningActor, heard: Hearing): Actor {
  return {
    name,
    scope: heard.scope,
    sessions: new Set(),
    preparing: 0,
    inLine: 0,
    closing: 0,
    hasEnded: () => running().ending !== undefined,
    leaves: [],
    committing: 0,
    prepared: Promise.resolve(),
    changed: heard.changed,
    refuse(error) {
      // The code of one that has died may go on: it hears that its connections are cut.
      if (running().ending === undefined) heard.refused(error)
    },
    touch: heard.touched,
    limit: heard.limited,
    perform: (action) =>
      new Promise((resolve, reject) => {
        if (running().ending !== undefined) return
        running().queue.push({ action: action as Action, resolve, reject })
        heard.changed()
      }),
    wait: ({ statement, value, isBlocked, heldBy, waitLimitMs, discard }) =>
      new Promise((resolve, reject) => {
        const begin = () => {
          const self = running()
          if (self.ending !== undefined) return void value.then(discard, () => {})
          const { sent, settle } = sendFor(self, {
            statement,
            resolve,
            reject,
            changed: heard.changed,
          })
          sent.isBlocked = isBlocked
          sent.heldBy = heldBy
          if (waitLimitMs !== undefined) sent.waitLimitMs = waitLimitMs
          value.then(
            (given) => (self.ending === undefined ? settle({ value: given }) : discard(given)),
            (error: unknown) => settle({ error }),
          )
        }
        value.catch(() => {})
        if (running().sent === undefined) begin()
        else running().behind.push(begin)
      }),
  }
}

/** Lets go of what an actor that has died or was given up still waits for. */
export function dropWaits(self: RunningActor): void {
  for (const begin of self.behind.splice(0)) begin()
}
