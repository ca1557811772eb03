import { setImmediate, setTimeout, clearTimeout } from 'node:timers'
import type { Session } from './actor.ts'
import type { ClockControl } from './clock.ts'
import { fingerprintOf } from './describe-moment.ts'
import { EndlessError, ScheduleImpossibleError, StalledError } from './errors.ts'
import { union } from './footprint.ts'
import type { Footprint } from './footprint.ts'
import { dropWaits, startActor, takeStep } from './running.ts'
import type { Part, Running } from './running.ts'
import { choicesOf, impossible, isBusy, preempts } from './choices.ts'
import { formatSchedule, sameChoice } from './schedule.ts'
import type { Choice } from './schedule.ts'
import { settleServers } from './settle.ts'
import type { Moment } from './timeline.ts'
import { createWaitOrder, waitsFor } from './wait-order.ts'

// An actor that asks again and again comes to no end in an order in which nobody else goes on.
const mostSteps = 1_000

export interface Step {
  choice: Choice
  footprint: Footprint
  /** Whether another actor's turn ended although it could have gone on. */
  preempts: boolean
  /** The actors that this step let go on or, by a crash, started. */
  frees: string[]
  /** What happened, without what may differ from run to run, such as generated keys. */
  fingerprint: string
}

export interface Run {
  steps: Step[]
  moments: Moment[]
  /** How each actor ended. */
  endings: Record<string, string>
}

export interface RunOptions {
  parts: Record<string, Part>
  /** Picks one of the choices, of which there is at least one, after so many moments. */
  choose(choices: readonly Choice[], steps: readonly Step[], moments: number): Choice
  /** Whether this step is likely to wait, so that its server is asked at once. It decides no order. */
  blockedBefore(steps: readonly Step[], choice: Choice): boolean
  clock: ClockControl | undefined
  stallMs: number
  exploration: object
}

/** Runs the actors once, one step at a time, in the order that `choose` picks. */
export async function runOnce(options: RunOptions): Promise<Run> {
  const { stallMs, clock } = options
  const moments: Moment[] = []
  const steps: Step[] = []
  const running: Running[] = []
  const used = new Set<Session>()
  const waits = createWaitOrder()
  let wake = Promise.withResolvers<void>()
  const changed = () => wake.resolve()
  const schedule = () => formatSchedule(steps.map((step) => step.choice))

  function start(name: string, part: Part): void {
    running.push(
      startActor(name, part, {
        exploration: options.exploration,
        changed,
        moment: (moment) => moments.push(moment),
      }),
    )
  }

  /** Waits until something changes, at most `waitMs`. */
  async function change(waitMs: number): Promise<void> {
    const timer = setTimeout(changed, waitMs)
    await wake.promise
    clearTimeout(timer)
    wake = Promise.withResolvers()
  }

  /** Waits until no actor runs code of its own: each is at a step, waits, or has ended. */
  async function quiet(): Promise<void> {
    const from = performance.now()
    for (;;) {
      const busy = running.find((self) => isBusy(self) && !hasTimer(self))
      if (busy === undefined) {
        if (!running.some(isBusy)) return
        // Code that waits for a timer only is there after one turn of the event loop.
        const waiting = running.filter(isBusy)
        await new Promise((resolve) => setImmediate(resolve))
        if (waiting.every(isBusy) && !running.some((self) => isBusy(self) && !hasTimer(self)))
          return
        continue
      }
      if (busy.endLate !== undefined && (await staysIdle(busy))) {
        busy.endLate()
        continue
      }
      if (performance.now() - from > stallMs) {
        throw new StalledError(busy.name, schedule(), lastStatement(moments, busy.name), stallMs)
      }
      await change(stallMs)
    }
  }

  /** Whether code that has returned sends nothing more: a few turns of the event loop show it. */
  async function staysIdle(self: Running): Promise<boolean> {
    for (let turns = 0; turns < 3; turns++) {
      await new Promise((resolve) => setImmediate(resolve))
      if (!isBusy(self) || self.actor.preparing > 0) return false
    }
    return true
  }

  /** Whether an actor may have a timer to wait for: it has one, and opens no connection. */
  function hasTimer({ actor }: Running): boolean {
    return actor.preparing === 0 && clock?.pending().some((timer) => timer.actor === actor) === true
  }

  function dropTimersOfEnded(): void {
    for (const { ending, actor } of running) if (ending !== undefined) clock?.forget(actor)
  }

  const settle = (expectBlocked: boolean) =>
    settleServers({ running, change, expectBlocked, stallMs, schedule })

  /** Forgets who waits: the servers have to be asked again. */
  function reopen(): void {
    for (const { sent } of running) if (sent !== undefined) sent.stable = false
  }

  /** Lets replies through, one at a time, until every actor is at a step, waits, or has ended. */
  async function rest(stepped?: Running): Promise<void> {
    for (;;) {
      await quiet()
      do await settle(false)
      while (await waits.thawNext())
      for (const self of running) announceWait(self)
      const replied = [stepped, ...running].find((self) => self?.sent?.outcome !== undefined)
      if (replied === undefined) return
      const { name: actor, sent } = replied as Running & { sent: NonNullable<Running['sent']> }
      if (sent.announced) {
        moments.push({ type: 'resumed', actor, ...asked(sent), reply: sent.reply() })
      } else if (sent.isBlocked === undefined) {
        moments.push({ type: 'step', actor, ...asked(sent), reply: sent.reply() })
      }
      sent.deliver()
    }
  }

  function announceWait(self: Running): void {
    const { name: actor, sent } = self
    if (sent === undefined || sent.outcome !== undefined || sent.announced) return
    sent.announced = true
    waits.begins(self)
    moments.push({ type: 'blocked', actor, ...asked(sent), by: sent.blockedBy ?? [] })
  }

  /** Takes one step; returns what it touched and, when it was a statement, which. */
  async function step(self: Running): Promise<{ label: string; footprint: Footprint }> {
    const action = self.queue[0]!.action
    if (action.session !== undefined) used.add(action.session)
    const closesCycle =
      mayWait(action.footprint()) && running.some((other) => waitsFor(running, other, self.name))
    const expectBlocked = options.blockedBefore(steps.slice(0, -1), steps.at(-1)!.choice)
    const sent = takeStep(self, closesCycle, changed)
    await settle(expectBlocked)
    if (sent.outcome !== undefined && sent.mayFree()) reopen()
    else await waits.thawAll()
    await rest(self)
    return { label: sent.fingerprint, footprint: sent.footprint() }
  }

  /** Lets an actor die; returns the name of the one that starts in its place. */
  async function crash(self: Running): Promise<string[]> {
    self.ending = 'crashed'
    self.queue = []
    self.sent = undefined
    dropWaits(self)
    for (const session of self.actor.sessions) await session.cut()
    moments.push({ type: 'crashed', actor: self.name })
    const restart = self.part.crash?.restart
    const successor = `${self.name}-restarted`
    if (restart !== undefined) start(successor, { run: restart, crash: undefined })
    reopen()
    await rest()
    return restart === undefined ? [] : [successor]
  }

  /** Lets time pass up to an actor's next timer. */
  async function fire(self: Running): Promise<string> {
    const timer = clock!.pending().find(({ actor }) => actor === self.actor)!
    const reply = { outcome: 'ok', text: '', ms: 0 } as const
    moments.push({ type: 'step', actor: self.name, statement: timer.label, reply })
    clock!.fire(timer)
    await waits.thawAll()
    await rest()
    return timer.label
  }

  async function take(choice: Choice, choices: readonly Choice[]): Promise<void> {
    if (!choices.some((possible) => sameChoice(possible, choice))) {
      throw new ScheduleImpossibleError(schedule(), impossible(running, choice))
    }
    const self = running.find(({ name }) => name === choice.actor)!
    const others = running.filter((each) => each !== self && each.sent !== undefined)
    const waiting = others.map((each) => ({ each, sent: each.sent! }))
    const from = moments.length
    const timerChanges = clock?.changes
    const taken: Step = {
      choice,
      footprint: 'everything',
      preempts: preempts(choice, choices, steps),
      frees: [],
      fingerprint: '',
    }
    steps.push(taken)
    await waits.freeze(running, self)
    let label = 'crash'
    if (choice.kind === 'crash') taken.frees.push(...(await crash(self)))
    else if (choice.kind === 'fire') label = await fire(self)
    else ({ label, footprint: taken.footprint } = await step(self))
    for (const { each, sent } of waiting) {
      if (each.sent === sent) continue
      taken.frees.push(each.name)
      taken.footprint = union(taken.footprint, sent.footprint())
    }
    dropTimersOfEnded()
    // Which timer is the next one to fire depends on every step that sets or clears one.
    if (clock?.changes !== timerChanges) taken.footprint = 'everything'
    taken.fingerprint = `${choice.actor}: ${label}${moments.slice(from).map(fingerprintOf).join('')}`
  }

  /** Ends who has not ended: connections are cut, code does not go on. */
  async function abandon(): Promise<void> {
    while (await waits.thawNext());
    for (const self of running.filter(({ ending }) => ending === undefined)) {
      self.ending = 'abandoned'
      dropWaits(self)
      for (const session of self.actor.sessions) await session.cut()
    }
  }

  try {
    for (const [name, part] of Object.entries(options.parts)) {
      start(name, part)
      await rest()
    }
    for (;;) {
      const choices = choicesOf(running, clock)
      if (choices.length === 0) break
      if (steps.length === mostSteps) throw new EndlessError(schedule(), mostSteps)
      await take(options.choose(choices, steps, moments.length), choices)
    }
  } catch (error) {
    await abandon()
    throw error
  }

  const endings = new Map(
    running.map(({ name, ending, sent }) => [
      name,
      ending ?? `waits for ever: ${sent?.fingerprint ?? 'a timer'}`,
    ]),
  )
  await abandon()
  for (const session of used) {
    const owner = running.find(({ actor }) => actor === session.user)
    if (owner === undefined || owner.ending === 'crashed' || owner.ending === 'abandoned') continue
    if (!(await session.tidy())) continue
    endings.set(owner.name, `${endings.get(owner.name)}, left a transaction open`)
  }
  return { steps, moments, endings: Object.fromEntries(endings) }
}

function asked({ statement, at }: { statement: string; at: string | undefined }) {
  return at === undefined ? { statement } : { statement, at }
}

/** Whether a statement takes a lock for which it may have to wait. */
function mayWait(footprint: Footprint): boolean {
  if (footprint === 'everything') return true
  return footprint.some(({ mode }) => mode === 'key' || mode === 'update' || mode === 'write')
}

function lastStatement(moments: readonly Moment[], name: string): string {
  const last = moments.findLast((moment) => moment.actor === name && 'statement' in moment)
  return last !== undefined && 'statement' in last ? last.statement : 'its start'
}
