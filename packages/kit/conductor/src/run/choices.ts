import type { ClockControl } from '../clock.ts'
import { endingText } from '../ending.ts'
import type { RunningActor } from './running-actor.ts'
import type { Choice } from '../schedule.ts'

/** What the scheduler may decide now: who takes a step, whose timer fires, who dies. */
export function choicesOf(
  running: readonly RunningActor[],
  clock: ClockControl | undefined,
): Choice[] {
  const timer = clock?.pending().find(({ actor }) => actor !== undefined)
  return running.flatMap(({ name: actor, ending, sent, queue, part, actor: own }): Choice[] => {
    if (ending !== undefined) return []
    const choices: Choice[] = []
    if (sent === undefined && queue.length > 0) choices.push({ kind: 'step', actor })
    if (timer?.actor === own) choices.push({ kind: 'fire', actor })
    if (part.crash !== undefined && own.committing === 0) choices.push({ kind: 'crash', actor })
    return choices
  })
}

/** Whether an actor runs code of its own, or waits for something that is no step. */
export function isBusy({ ending, sent, queue, actor }: RunningActor): boolean {
  if (actor.closing > 0) return true
  if (ending !== undefined) return false
  // Of what it does in parallel one part may be at a step, while a connection of another one opens.
  return actor.preparing > actor.inLine || (sent === undefined && queue.length === 0)
}

/** Says why a choice cannot be made now. */
export function impossible(running: readonly RunningActor[], choice: Choice): string {
  const { actor } = choice
  const self = running.find(({ name }) => name === actor)
  if (self === undefined) {
    return `actor must be one of ${running.map(({ name }) => name).join(', ')}, received ${actor}`
  }
  if (self.ending !== undefined) return `${actor} has ended (${endingText(self.ending)})`
  if (choice.kind === 'fire') return `no timer of ${actor} is the next one to fire`
  if (choice.kind === 'crash') {
    return self.part.crash === undefined
      ? `${actor} is not declared crashable`
      : `the server commits what ${actor} has sent, also when it dies`
  }
  if (self.sent === undefined) return `${actor} waits for a timer`
  return `${actor} waits for ${self.sent.blockedBy?.join(', ') ?? self.sent.statement}`
}

/** Whether a choice interrupts the actor that took the last step and could go on. */
export function preempts(
  choice: Choice,
  choices: readonly Choice[],
  steps: readonly { choice: Choice }[],
): boolean {
  const last = steps.at(-1)?.choice.actor
  return (
    last !== choice.actor && choices.some(({ kind, actor }) => kind === 'step' && actor === last)
  )
}
