import { currentActor } from '../run/actor.ts'
import { shownCallSite } from '../run/call-site.ts'
import type { Access } from '../explore/footprint.ts'

/** Waits for the actor's turn, when an actor runs, and sends. */
export async function kafkaStep<Value>(
  statement: string,
  footprint: readonly Access[],
  send: () => Promise<Value>,
): Promise<Value> {
  const actor = currentActor()
  if (actor === undefined) return send()
  return actor.perform<Value>({
    statement,
    fingerprint: statement,
    at: shownCallSite(),
    session: undefined,
    send: () => send(),
    describe: (value) => (value === false ? 'no longer its partition' : ''),
    footprint: () => footprint,
  })
}

/** The lab's topics have a prefix that differs from run to run. */
export function shortTopic(topic: string): string {
  return topic.replace(/^lab-[0-9a-f]{12}-/, '')
}
