/** The order asks for a step that the actor cannot take: it waits, has ended, or does not exist. */
export class ScheduleImpossibleError extends Error {
  override readonly name = 'ScheduleImpossibleError'
  readonly schedule: string

  constructor(schedule: string, reason: string) {
    super(`Cannot follow schedule: ${reason}, after "${schedule}"`)
    this.schedule = schedule
  }
}

/** The same order showed two different runs: something besides the order decides. */
export class NotDeterministicError extends Error {
  override readonly name = 'NotDeterministicError'
  /** The order up to and with the first step that differed. */
  readonly schedule: string
  readonly before: string
  readonly now: string

  constructor(schedule: string, before: string, now: string) {
    super(
      `Cannot explore: the program is not deterministic under the schedule "${schedule}". ` +
        `Its last step was\n  ${before}\nand is now\n  ${now}\n` +
        'Try: take time and randomness from parameters, and reset all state in setup',
    )
    this.schedule = schedule
    this.before = before
    this.now = now
  }
}

/** An actor neither reached its next step, nor ended, nor waits in a server. */
export class StalledError extends Error {
  override readonly name = 'StalledError'
  readonly actor: string

  constructor(actor: string, schedule: string, last: string, stallMs: number) {
    super(
      `Cannot go on: ${actor} waits for something in this process, such as a mutex, a notification or ` +
        `another actor's promise: it did not reach a step within ${stallMs} ms, ` +
        `after "${schedule}", last seen at: ${last}\n` +
        'Try: let it wait for watched clients only: a second server has a memory of its own',
    )
    this.actor = actor
  }
}

/** A server neither replied, nor said that the statement waits for an actor. */
export class NoReplyError extends Error {
  override readonly name = 'NoReplyError'
  readonly actor: string

  constructor(actor: string, schedule: string, statement: string, stallMs: number) {
    super(
      `Cannot go on: the server has not replied to ${actor} within ${stallMs} ms, and says of no ` +
        `actor that the statement waits for it, after "${schedule}": ${statement}\n` +
        'Try: let no other client use its rows, or a longer stallMs',
    )
    this.actor = actor
  }
}

/** An order that comes to no end, such as one in which an actor asks again and again. */
export class EndlessError extends Error {
  override readonly name = 'EndlessError'

  constructor(schedule: string, steps: number) {
    const actor = /(\S+?)(?:×\d+)?$/.exec(schedule)?.[1] ?? ''
    super(
      `Cannot go on: ${steps} steps are taken and ${actor} still goes on\n` +
        'Try: give its loop an end, or a clock to wait with',
    )
  }
}

/** The invariant is broken in at least one order. The message shows the shortest one. */
export class InvariantBrokenError extends Error {
  override readonly name = 'InvariantBrokenError'
  /** The losing order, as `replay` takes it. */
  readonly schedule: string

  constructor(reason: string, counts: string, schedule: string, drawn: string) {
    super(`${reason}\n${counts}; the shortest: ${schedule}\n\n${drawn}`)
    this.schedule = schedule
  }
}

/** An actor does something that the conductor cannot put into an order. */
export class NotConductedError extends Error {
  override readonly name = 'NotConductedError'

  /**
   * @param what What cannot be done and why, after "Cannot".
   * @param remedy What to do instead.
   * @param at The line of the program.
   */
  constructor(what: string, remedy: string, at: string | undefined) {
    super(`Cannot ${what}${at === undefined ? '' : `\nat ${at}`}\nTry: ${remedy}`)
  }
}

/** An order that pruning has left out ends as none of those that stand for it. */
export class LostOrderError extends Error {
  override readonly name = 'LostOrderError'
  /** The order, as `replay` takes it. */
  readonly schedule: string

  /** @param expected The outcome of the order that stands for it; undefined if there is none. */
  constructor(schedule: string, seen: string, expected: string | undefined) {
    const instead = expected === undefined ? 'no order stands for it' : `expected\n  ${expected}`
    super(
      `Cannot trust the exploration: the order "${schedule}" ends as\n  ${seen}\nand ${instead}\n` +
        'Try: explore({ prune: false }), and tell us the program. Rows without `order by`, generated ' +
        'keys and times are no part of an outcome: leave them out of `observe`',
    )
    this.schedule = schedule
  }
}

/** A run in which a time limit of a server or client passed before its turn had come. */
export class RanLateError extends Error {
  override readonly name = 'RanLateError'

  constructor() {
    super('Cannot go on: a time limit has passed out of turn')
  }
}
