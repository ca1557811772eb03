import type { Race, Timeline } from '@lab/conductor'
import { withPostgresSettings } from '@lab/servers/postgres-settings'
import { findRace, openWorld } from '@lab/stage'
import type { Concept, OfferedRace, View } from '@lab/stage'
import { stepWords } from '@lab/stage/schedule'
import { levels } from '@lab/web/levels'
import { MisuseError } from './misuse-error.ts'

interface ReplayOptions {
  view: View
  scenes: string[]
  race: string | undefined
  schedule: string
  /** At which connections begin; by default the server's. */
  level: string | undefined
  signal: AbortSignal
}

/**
 * Runs one race of a scene in an order that a person wrote, and shows it.
 *
 * @throws {MisuseError} If there is no such race, or the order is impossible.
 */
export async function replayRace(demo: Concept, asked: ReplayOptions): Promise<void> {
  const { view, schedule, signal } = asked
  const [id = '', ...others] = asked.scenes
  const scene = demo.scenes.find((one) => one.id === id)
  if (scene === undefined || others.length > 0) {
    throw new MisuseError(
      `--replay takes one --scene, one of ${demo.scenes.map((one) => one.id).join(', ')}`,
    )
  }
  requireSchedule(schedule)
  const settings = settingsOf(asked.level)
  await using opened = await withPostgresSettings(settings, () => openWorld(demo, signal))
  const actors = actorsOf(schedule)
  const search = await findRace(scene, opened.world, (offered) =>
    asked.race === undefined ? runs(offered, actors) : offered.id === asked.race,
  )
  if ('offered' in search) throw new MisuseError(noSuchRace(search.offered, asked, id))
  signal.throwIfAborted()
  const { found } = search
  const timeline = await replayOrder(found.race, schedule)
  const { title, question } = demo
  await view.show({ type: 'demo', id: demo.id, title, question, servers: opened.servers })
  await view.show({
    type: 'timeline',
    title: `${scene.title}: ${found.id}`,
    schedule: timeline.schedule,
    actors: timeline.actors,
    race: found.id,
  })
  for (const moment of timeline.moments) await view.show(moment)
  await view.show({ type: 'invariant', violation: timeline.violation })
  await view.end?.()
}

function settingsOf(level: string | undefined): Record<string, string> {
  if (level === undefined) return {}
  if (!levels.some((known) => known === level))
    throw new MisuseError(`--level must be one of ${levels.join(', ')}, received "${level}"`)
  return { default_transaction_isolation: level }
}

/** No server has to be started to see that a text is no schedule, or one that is too long. */
export function requireSchedule(text: string): void {
  try {
    stepWords(text)
  } catch (error) {
    throw new MisuseError((error as Error).message)
  }
}

/** Also the ones that start in place of others, as `worker-restarted`. */
export function runs({ race }: Pick<OfferedRace, 'race'>, actors: string[]): boolean {
  return actors.every((actor) => race.actors.includes(actor.replace(/(-restarted)+$/, '')))
}

/** Only names: a word that is no step is for the race itself to refuse. */
export function actorsOf(schedule: string): string[] {
  const words = schedule.split(/\s+/).filter((word) => word !== '')
  return words.map(
    (word) => /^(?:(?:crash|fire)\()?([^()×*]+?)(?:x\d+)?(?:[()×*]|$)/.exec(word)?.[1] ?? '',
  )
}

/** @throws {MisuseError} If the order is impossible. */
export async function replayOrder(race: Race, schedule: string): Promise<Timeline> {
  try {
    return await race.replay(schedule)
  } catch (error) {
    const { name, message } = error as Error
    if (name === 'ScheduleImpossibleError') throw new MisuseError(message)
    throw error
  }
}

function noSuchRace(offered: string[], { race, schedule }: ReplayOptions, scene: string): string {
  const what = race === undefined ? `no race with the actors of "${schedule}"` : `no race "${race}"`
  const known = offered.length === 0 ? 'It has no race' : `There are: ${offered.join(', ')}`
  return `Scene "${scene}" has ${what}.\n${known}`
}
