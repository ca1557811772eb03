import { currentActor } from './actor.ts'
import { shownCallSite } from './call-site.ts'

/**
 * Marks a step that no server sees, such as a look into memory shared by the actors.
 *
 * @param label What the step does, as shown in a timeline.
 * @returns When it is this actor's turn; at once outside a conducted run.
 */
export async function turn(label: string): Promise<void> {
  await currentActor()?.perform({
    statement: label,
    fingerprint: label,
    at: shownCallSite(),
    session: undefined,
    send: () => Promise.resolve(),
    describe: () => '',
    footprint: () => 'everything',
  })
}
