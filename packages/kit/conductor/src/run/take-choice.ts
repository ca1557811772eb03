import { fingerprintOf } from '../describe-moment.ts'
import { ScheduleImpossibleError } from '../errors.ts'
import { commutes, union, withoutEnds } from '../explore/footprint.ts'
import type { Footprint } from '../explore/footprint.ts'
import { sameChoice } from '../schedule.ts'
import type { Choice } from '../schedule.ts'
import { impossible, preempts } from './choices.ts'
import type { Action } from './actor.ts'
import { fireLimit } from './limited-waits.ts'
import { reopen, rest, settle } from './rest.ts'
import type { RunState, Step } from './run-state.ts'
import { dropWaits } from './start-actor.ts'
import type { RunningActor } from './running-actor.ts'
import { takeStep } from './send.ts'
import type { Sent } from './sent.ts'
import { waitsFor } from './wait-order.ts'

/** A wait counts for others too: which one closes a circle of them is the victim of a deadlock. */
const waiting: Footprint = [{ resource: '(waits)', mode: 'instant' }]

/**
 * Takes one decision of the scheduler, and notes what it touched.
 *
 * @param expectBlocked Whether it is likely to wait, so that its server is asked at once.
 * @throws {ScheduleImpossibleError} If it is none of the choices.
 */
export async function takeChoice(
  state: RunState,
  choice: Choice,
  choices: readonly Choice[],
  expectBlocked: boolean,
): Promise<void> {
  const { running, steps, moments, waits, clock } = state
  if (!choices.some((possible) => sameChoice(possible, choice))) {
    throw new ScheduleImpossibleError(state.schedule(), impossible(running, choice))
  }
  const self = running.find(({ name }) => name === choice.actor)!
  const before = waitsBefore(running, self)
  const from = moments.length
  const timerChanges = clock?.changes
  const taken: Step = {
    choice,
    footprint: 'everything',
    preempts: preempts(choice, choices, steps),
    followsAll: false,
    frees: [],
    waits: false,
    fingerprint: '',
  }
  steps.push(taken)
  await waits.freeze(running, self)
  const { label, mayFree } = await perform(state, taken, self, expectBlocked)
  noteFreed(taken, before, mayFree)
  for (const { ending, actor } of running) if (ending !== undefined) clock?.forget(actor)
  // Which timer is the next one to fire depends on every step that sets or clears one.
  if (clock?.changes !== timerChanges) taken.footprint = 'everything'
  taken.footprint = union(taken.footprint, state.takeTouched())
  taken.fingerprint = `${choice.actor}: ${label}${moments.slice(from).map(fingerprintOf).join('')}`
}

async function perform(
  state: RunState,
  taken: Step,
  self: RunningActor,
  expectBlocked: boolean,
): Promise<{ label: string; mayFree: boolean }> {
  if (taken.choice.kind === 'crash') {
    taken.frees.push(...(await crash(state, self)))
    return { label: 'crash', mayFree: true }
  }
  if (taken.choice.kind === 'fire') return { label: await fire(state, taken, self), mayFree: true }
  const { sent, hasWaited } = await step(state, self, expectBlocked)
  taken.waits = hasWaited
  taken.footprint = sent.footprint()
  if (hasWaited || isDeadlock(sent)) taken.footprint = union(taken.footprint, waiting)
  return { label: sent.fingerprint, mayFree: !hasWaited && sent.mayFree() }
}

async function step(
  state: RunState,
  self: RunningActor,
  expectBlocked: boolean,
): Promise<{ sent: Sent; hasWaited: boolean }> {
  const { waits, used } = state
  const { action } = self.queue[0]!
  if (action.session !== undefined) used.add(action.session)
  const closesCycle = mayCloseCycle(state, self, action)
  const sent = takeStep(self, closesCycle, state.changed)
  await settle(state, expectBlocked)
  const hasWaited = sent.outcome === undefined
  if (!hasWaited && action.signalsOthers) await hearSignal(state)
  // The server may end a circle of waits by letting another waiter pass.
  if (closesCycle || (!hasWaited && sent.mayFree())) reopen(state)
  else await waits.thawAll()
  await rest(state, self)
  return { sent, hasWaited }
}

/**
 * Whether a wait of this step may be the last one of a cycle: who it waits for waits for it. Or it
 * gets what one actor held and waits for another one, which waits for it by then.
 */
function mayCloseCycle(state: RunState, self: RunningActor, action: Action): boolean {
  const { running } = state
  const held = running.filter(
    (other) =>
      other !== self && other.ending === undefined && mayWaitFor(state, action.footprint(), other),
  )
  return held.length > 1 || held.some((other) => waitsFor(running, other, self.name))
}

/** Whether what a step touches may have to wait for what another actor has touched until now. */
function mayWaitFor({ steps }: RunState, all: Footprint, other: RunningActor): boolean {
  const footprint = withoutEnds(all)
  if (other.sent !== undefined && !commutes(footprint, other.sent.footprint())) return true
  return steps.some(
    (step) => step.choice.actor === other.name && !commutes(footprint, step.footprint),
  )
}

const signalMs = 1_000

/** Waits until a session that was told to give up has done so, where one waits. */
async function hearSignal({ running, change }: RunState): Promise<void> {
  const waiting = running.flatMap(({ sent }) => (sent?.outcome === undefined && sent ? [sent] : []))
  const until = performance.now() + signalMs
  while (waiting.length > 0 && performance.now() < until) {
    if (waiting.some(({ outcome }) => outcome !== undefined)) return
    await change(until - performance.now())
  }
}

/** Lets an actor die; returns the name of the one that starts in its place. */
async function crash(state: RunState, self: RunningActor): Promise<string[]> {
  self.ending = { kind: 'crashed' }
  self.queue = []
  self.sent = undefined
  dropWaits(self)
  for (const session of self.actor.sessions) await session.cut()
  state.moments.push({ type: 'crashed', actor: self.name })
  const restart = self.part.crash?.restart
  const successor = `${self.name}-restarted`
  if (restart !== undefined) state.start(successor, { run: restart, crash: undefined })
  reopen(state)
  await rest(state)
  return restart === undefined ? [] : [successor]
}

/** Lets time pass up to an actor's next timer, or to the end of a wait that has one. */
async function fire(state: RunState, taken: Step, self: RunningActor): Promise<string> {
  const { clock, moments, waits } = state
  const timer = clock?.pending().find(({ actor }) => actor === self.actor)
  taken.followsAll = timer === undefined
  if (timer === undefined) return fireLimit(state, self)
  const reply = { outcome: 'ok', text: '', ms: 0 } as const
  moments.push({ type: 'step', actor: self.name, statement: timer.label, reply })
  clock!.fire(timer)
  await waits.thawAll()
  await rest(state)
  return timer.label
}

interface WaitBefore {
  each: RunningActor
  sent: Sent
  blockedBy: string | undefined
  waitsForStepped: boolean
}

function waitsBefore(running: readonly RunningActor[], self: RunningActor): WaitBefore[] {
  return running
    .filter((each) => each !== self && each.sent !== undefined)
    .map((each) => ({
      each,
      sent: each.sent!,
      blockedBy: each.sent!.blockedBy?.join(),
      waitsForStepped: waitsFor(running, each, self.name),
    }))
}

/** What a waiter does when a step lets it go on, be it up to its next wait, belongs to that step. */
function noteFreed(taken: Step, before: readonly WaitBefore[], mayFree: boolean): void {
  for (const { each, sent, blockedBy, waitsForStepped } of before) {
    const goesOn = each.sent !== sent
    if (goesOn) taken.frees.push(each.name)
    // It may get some of what it waits for, and wait for the rest.
    const getsSome = mayFree && waitsForStepped && !commutes(taken.footprint, sent.footprint())
    if (goesOn || getsSome || sent.blockedBy?.join() !== blockedBy)
      taken.footprint = union(taken.footprint, union(sent.footprint(), waiting))
  }
}

function isDeadlock({ outcome }: Sent): boolean {
  return outcome !== undefined && 'error' in outcome && codeOf(outcome.error) === '40P01'
}

function codeOf(error: unknown): unknown {
  return (error as { code?: unknown } | null)?.code
}
