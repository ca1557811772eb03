import { asActor, asNobody } from './actor.ts'
import type { Action, Actor, Session, Waiting } from './actor.ts'
import { ScheduleImpossibleError, StalledError } from './errors.ts'
import { union } from './footprint.ts'
import type { Footprint } from './footprint.ts'
import { formatSchedule, sameChoice } from './schedule.ts'
import type { Choice } from './schedule.ts'
import { settleServers } from './settle.ts'
import type { Moment, Reply } from './timeline.ts'

export interface Part {
  run(): Promise<unknown>
  /** Whether it may die at any of its steps, and what starts then in its place. */
  crash: { restart: (() => Promise<unknown>) | undefined } | undefined
}

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
  /** Picks one of the choices, of which there is at least one. */
  choose(choices: readonly Choice[], steps: readonly Step[]): Choice
  /** Whether this step is likely to wait, so that its server is asked at once. It decides no order. */
  blockedBefore(steps: readonly Step[], choice: Choice): boolean
  stallMs: number
}

/** A statement that is with its server, or a wait in this process. */
export interface Sent {
  statement: string
  fingerprint: string
  session: Session | undefined
  isBlocked: (() => boolean) | undefined
  sentAt: number
  outcome: { value: unknown } | { error: unknown } | undefined
  ms: number
  /** The actors that it waits for, by the server's last word; undefined while it runs. */
  blockedBy: string[] | undefined
  /** Whether the wait was seen to last until another actor goes on. */
  stable: boolean
  announced: boolean
  /** Whether it is kept from going on until those that waited before it have gone on. */
  frozen: boolean
  /** Whether the server will not end this wait by finding a deadlock. */
  deadlockChecked: boolean
  footprint: () => Footprint
  describe: (value: never) => string
  deliver: () => void
}

export interface Running {
  name: string
  part: Part
  actor: Actor
  queue: { action: Action; resolve: (value: never) => void; reject: (error: unknown) => void }[]
  sent: Sent | undefined
  ending: string | undefined
}

/** Runs the actors once, one step at a time, in the order that `choose` picks. */
export async function runOnce(options: RunOptions): Promise<Run> {
  const moments: Moment[] = []
  const steps: Step[] = []
  const running: Running[] = []
  const used = new Set<Session>()
  /** Who waits or has waited, the latest last. */
  let waits: Running[] = []
  let wake = Promise.withResolvers<void>()
  const changed = () => wake.resolve()

  function start(name: string, part: Part): void {
    const self: Running = { name, part, queue: [], sent: undefined, ending: undefined, actor: undefined! }
    self.actor = { name, sessions: new Set(), perform: (action) => perform(self, action), wait: (waiting) => wait(self, waiting) }
    running.push(self)
    const end = (moment: Moment, ending: string) => {
      if (self.ending !== undefined) return
      self.ending = ending
      moments.push(moment)
      changed()
    }
    asActor(self.actor, () => Promise.try(part.run)).then(
      (value) => end({ type: 'finished', actor: name, value }, value === undefined ? 'finished' : `finished: ${JSON.stringify(value)}`),
      (error) => end({ type: 'failed', actor: name, ...describeError(error) }, `failed: ${describeError(error).code}`),
    )
  }

  function perform<Value>(self: Running, action: Action<Value>): Promise<Value> {
    return new Promise<Value>((resolve, reject) => {
      if (self.ending !== undefined) return
      self.queue.push({ action: action as Action, resolve, reject })
      changed()
    })
  }

  function wait<Value>(self: Running, waiting: Waiting<Value>): Promise<Value> {
    return new Promise<Value>((resolve, reject) => {
      const sent = send(self, waiting.statement, waiting.statement, resolve as never, reject)
      sent.isBlocked = waiting.isBlocked
      waiting.value.then(
        (value) => (self.ending === undefined ? settle(sent, { value }) : waiting.discard(value)),
        (error: unknown) => settle(sent, { error }),
      )
    })
  }

  function send(
    self: Running,
    statement: string,
    fingerprint: string,
    resolve: (value: never) => void,
    reject: (error: unknown) => void,
  ): Sent {
    const sent: Sent = {
      statement,
      fingerprint,
      session: undefined,
      isBlocked: undefined,
      sentAt: performance.now(),
      outcome: undefined,
      ms: 0,
      blockedBy: undefined,
      stable: false,
      announced: false,
      frozen: false,
      deadlockChecked: true,
      footprint: () => [],
      describe: () => '',
      deliver() {
        self.sent = undefined
        if ('value' in sent.outcome!) resolve(sent.outcome.value as never)
        else reject(sent.outcome!.error)
      },
    }
    self.sent = sent
    changed()
    return sent
  }

  function settle(sent: Sent, outcome: NonNullable<Sent['outcome']>): void {
    sent.outcome = outcome
    sent.ms = performance.now() - sent.sentAt
    changed()
  }

  function release(self: Running): Sent {
    const { action, resolve, reject } = self.queue.shift()!
    const sent = send(self, action.statement, action.fingerprint, resolve, reject)
    sent.session = action.session
    sent.footprint = () => action.footprint()
    sent.describe = (value) => action.describe(value)
    if (action.session !== undefined) used.add(action.session)
    const closesCycle =
      mayWait(action.footprint()) &&
      running.some((other) => waitsFor(running, other, self.name, new Set()))
    if (closesCycle && action.checkedForDeadlock !== undefined) {
      sent.deadlockChecked = false
      void action.checkedForDeadlock().then(() => {
        sent.deadlockChecked = true
        changed()
      })
    }
    asNobody(() => action.send(closesCycle)).then(
      (value) => settle(sent, { value }),
      (error: unknown) => settle(sent, { error }),
    )
    return sent
  }

  /**
   * When a step ends several waits, the server's processes race. So all but the first to wait are
   * kept still, and go on one after the other in the order in which they began to wait.
   */
  async function freezeWaiting(self: Running): Promise<void> {
    const waiting = waits.filter(
      (each) => each !== self && each.sent?.announced && waitsFor(running, each, self.name, new Set()),
    )
    for (const { sent } of waiting.slice(1)) {
      await sent!.session?.detector.freeze?.([sent!.session])
      sent!.frozen = true
    }
  }

  /** Lets the next one go on; returns whether there was one. */
  async function thawNext(): Promise<boolean> {
    const sent = waits.find((self) => self.sent?.frozen)?.sent
    if (sent === undefined) return false
    await sent.session?.detector.thaw?.([sent.session])
    sent.frozen = false
    sent.stable = false
    return true
  }

  async function crash(self: Running): Promise<string[]> {
    self.ending = 'crashed'
    self.queue = []
    self.sent = undefined
    for (const session of self.actor.sessions) await session.cut()
    moments.push({ type: 'crashed', actor: self.name })
    const restart = self.part.crash?.restart
    if (restart === undefined) return []
    const successor = `${self.name}-restarted`
    start(successor, { run: restart, crash: undefined })
    return [successor]
  }

  const now = () => formatSchedule(steps.map((step) => step.choice))

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
      const busy = running.find(
        (self) => self.ending === undefined && self.sent === undefined && self.queue.length === 0,
      )
      if (busy === undefined) return
      if (performance.now() - from > options.stallMs) {
        throw new StalledError(busy.name, now(), lastStatement(moments, busy.name), options.stallMs)
      }
      await change(options.stallMs)
    }
  }

  /** Lets replies through, one at a time, until every actor is at a step, waits, or has ended. */
  async function rest(stepped: Running | undefined, expectBlocked: boolean): Promise<void> {
    for (const self of running) if (self.sent !== undefined) self.sent.stable = false
    for (;;) {
      await quiet()
      do {
        await settleServers({ running, change, expectBlocked, stallMs: options.stallMs, schedule: now })
      } while (await thawNext())
      for (const self of running) {
        const sent = self.sent
        if (sent === undefined || sent.outcome !== undefined || sent.announced) continue
        sent.announced = true
        waits = [...waits.filter((each) => each !== self), self]
        moments.push({ type: 'blocked', actor: self.name, statement: sent.statement, by: sent.blockedBy ?? [] })
      }
      const replied = [stepped, ...running].find((self) => self?.sent?.outcome !== undefined)
      if (replied === undefined) return
      const sent = replied.sent!
      const reply = describeReply(sent)
      if (sent.announced) moments.push({ type: 'resumed', actor: replied.name, statement: sent.statement, reply })
      else if (sent.isBlocked === undefined) moments.push({ type: 'step', actor: replied.name, statement: sent.statement, reply })
      sent.deliver()
    }
  }

  /** Ends who has not ended: connections are cut, code does not go on. */
  async function abandon(): Promise<void> {
    while (await thawNext());
    for (const self of running) {
      if (self.ending !== undefined) continue
      self.ending = 'abandoned'
      for (const session of self.actor.sessions) await session.cut()
    }
  }

  try {
    for (const [name, part] of Object.entries(options.parts)) {
      start(name, part)
      await rest(undefined, false)
    }
    for (;;) {
      const choices = choicesOf(running)
      if (choices.length === 0) break
      const choice = options.choose(choices, steps)
      if (!choices.some((possible) => sameChoice(possible, choice))) {
        throw new ScheduleImpossibleError(now(), impossible(running, choice))
      }
      const self = running.find((each) => each.name === choice.actor)!
      const last = steps.at(-1)?.choice.actor
      const preempts =
        last !== choice.actor && choices.some(({ kind, actor }) => kind === 'step' && actor === last)
      const waiting = new Map(running.flatMap((each) => (each !== self && each.sent ? [[each, each.sent]] : [])))
      const from = moments.length
      let footprint: Footprint = 'everything'
      let label = 'crash'
      const frees: string[] = []
      await freezeWaiting(self)
      if (choice.kind === 'crash') {
        steps.push({ choice, footprint, preempts, frees: [], fingerprint: label })
        frees.push(...(await crash(self)))
        await rest(undefined, false)
      } else {
        const expectBlocked = options.blockedBefore(steps, choice)
        steps.push({ choice, footprint, preempts, frees: [], fingerprint: '' })
        const sent = release(self)
        label = sent.fingerprint
        await rest(self, expectBlocked)
        footprint = sent.footprint()
      }
      for (const [each, sent] of waiting) {
        if (each.sent === sent) continue
        frees.push(each.name)
        footprint = union(footprint, sent.footprint())
      }
      const fingerprint = `${choice.actor}: ${label}${moments.slice(from).map(fingerprintOf).join('')}`
      steps[steps.length - 1] = { choice, footprint, preempts, frees, fingerprint }
    }
  } catch (error) {
    await abandon()
    throw error
  }

  const endings: Record<string, string> = {}
  for (const self of running) {
    endings[self.name] = self.ending ?? `waits for ever: ${self.sent?.fingerprint}`
  }
  await abandon()
  for (const session of used) {
    const owner = running.find((self) => self.actor.sessions.has(session))
    if (owner?.ending === 'crashed' || owner?.ending === 'abandoned') continue
    if ((await session.tidy()) && owner !== undefined) endings[owner.name] += ', left a transaction open'
  }
  return { steps, moments, endings }
}

function choicesOf(running: readonly Running[]): Choice[] {
  return running.flatMap((self): Choice[] => {
    if (self.ending !== undefined) return []
    const ready = self.sent === undefined
    return [
      ...(ready ? [{ kind: 'step', actor: self.name } as const] : []),
      ...(self.part.crash ? [{ kind: 'crash', actor: self.name } as const] : []),
    ]
  })
}

function impossible(running: readonly Running[], choice: Choice): string {
  const self = running.find((each) => each.name === choice.actor)
  if (self === undefined) return `actor must be one of ${running.map((each) => each.name).join(', ')}, received ${choice.actor}`
  if (self.ending !== undefined) return `${choice.actor} has ended (${self.ending})`
  if (self.sent !== undefined) return `${choice.actor} waits for ${self.sent.blockedBy?.join(', ') ?? 'a free connection'}`
  return `${choice.actor} is not declared crashable`
}

/** Whether a statement takes a lock for which it may have to wait. */
function mayWait(footprint: Footprint): boolean {
  return footprint === 'everything' || footprint.some(({ mode }) => mode === 'key' || mode === 'update' || mode === 'write')
}

/** Whether `self` waits, directly or through others, for the actor of that name. */
function waitsFor(running: readonly Running[], self: Running, name: string, seen: Set<Running>): boolean {
  if (seen.has(self) || self.sent === undefined) return false
  seen.add(self)
  return (self.sent.blockedBy ?? []).some((blocker) => {
    const next = running.find((each) => each.name === blocker)
    return blocker === name || (next !== undefined && waitsFor(running, next, name, seen))
  })
}

function describeReply(sent: Sent): Reply {
  if ('value' in sent.outcome!) {
    return { outcome: 'ok', text: sent.describe(sent.outcome.value as never), ms: sent.ms }
  }
  const { code, message } = describeError(sent.outcome!.error)
  return { outcome: 'error', text: message, code, ms: sent.ms }
}

function describeError(error: unknown): { code: string; message: string } {
  if (!(error instanceof Error)) return { code: 'not an Error', message: String(error) }
  const code = (error as { code?: unknown }).code
  return { code: typeof code === 'string' ? code : error.name, message: error.message }
}

function fingerprintOf(moment: Moment): string {
  switch (moment.type) {
    case 'step':
    case 'resumed':
      return ` | ${moment.type} ${moment.actor} ${moment.reply.outcome === 'ok' ? 'ok' : moment.reply.code}`
    case 'blocked':
      return ` | blocked ${moment.actor} by ${moment.by.join(',')}`
    case 'failed':
      return ` | failed ${moment.actor} ${moment.code}`
    default:
      return ` | ${moment.type} ${moment.actor}`
  }
}

function lastStatement(moments: readonly Moment[], name: string): string {
  const last = moments.findLast((moment) => moment.actor === name && 'statement' in moment)
  return last !== undefined && 'statement' in last ? last.statement : 'its start'
}
