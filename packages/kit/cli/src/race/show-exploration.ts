import type { Exploration, Race } from '@lab/conductor'
import { endingText, valueText } from '@lab/conductor/ending'
import type { StageEvent, View } from '@lab/stage'

/**
 * Explores a race and shows what was found: its outcomes, the simplest order that breaks, the limits.
 *
 * @returns Whether the invariant holds in every order that was run.
 */
export async function showExploration(name: string, race: Race, view: View): Promise<boolean> {
  await view.show({
    type: 'scene',
    id: name,
    title: `${race.actors.join(' and ')}, in every order`,
  })
  await view.show({ type: 'progress', text: `exploring ${name}`, done: 0, total: undefined })
  const found = await race.explore()
  await view.show(outcomeTable(found))
  if (found.shortest !== undefined) await playSimplest(name, race, found, view)
  for (const text of found.limits) await view.show({ type: 'say', text: `Not explored: ${text}` })
  await view.show(verdictOf(name, found))
  return found.violations === 0
}

function outcomeTable({ outcomes }: Exploration): StageEvent {
  const actors = [...new Set(outcomes.flatMap(({ endings }) => Object.keys(endings)))]
  const states = outcomes.some(({ state }) => state !== undefined)
  return {
    type: 'table',
    title: 'how the orders end',
    columns: ['orders', ...actors, ...(states ? ['observed'] : []), 'invariant'],
    rows: outcomes.map(({ schedules, endings, state, violation }) => [
      schedules,
      ...actors.map((actor) => (actor in endings ? endingText(endings[actor]) : '')),
      ...(states ? [valueText(state)] : []),
      violation ?? '✓',
    ]),
  }
}

async function playSimplest(
  name: string,
  race: Race,
  { shortest, violations }: Exploration,
  view: View,
): Promise<void> {
  const title =
    violations === 1 ? 'the order that breaks' : `the simplest of ${violations} that break`
  await showOrder(`${name}: ${title}`, race, await race.replay(shortest!.schedule), view)
}

/** Draws one order, in the lanes of its actors. */
export async function showOrder(
  title: string,
  race: Race,
  { schedule, actors, moments, violation }: Awaited<ReturnType<Race['replay']>>,
  view: View,
): Promise<void> {
  await view.show({ type: 'timeline', title, schedule, actors })
  for (const moment of moments) await view.show(moment)
  await view.show({ type: 'invariant', violation })
}

function verdictOf(name: string, found: Exploration): StageEvent {
  const { schedules, violations, waits, runs, exhaustive, shortest } = found
  const scope = exhaustive ? 'every order' : `the orders of ${runs} runs, which are not all`
  return {
    type: 'verdict',
    scene: name,
    way: name,
    claim: 'holds',
    observed: violations === 0 ? 'holds' : 'breaks',
    text: shortest?.reason ?? `The invariant holds in ${scope}.`,
    numbers: { orders: schedules, broken: violations, waiting: waits, runs },
  }
}
