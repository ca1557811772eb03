import type { Race } from '@lab/conductor'
import type { Scene } from './concept.ts'
import { showRace } from './show-race.ts'
import type { ShownRace } from './show-race.ts'

/** What the scene of one way shows, besides its race. */
export interface RaceScene<W> extends ShownRace {
  title: string
  say: string
  /** What stands between the text and the race, such as what the way changes in another one. */
  before?: Scene<W>['play']
}

/** A scene about one way: says something, shows its race, and closes with its verdict. */
export function raceScene<W>(
  race: (world: W) => Race,
  { title, say, before, ...shown }: RaceScene<W>,
): Scene<W> {
  return {
    id: shown.way,
    title,
    async play(stage, world) {
      await stage.say(say)
      await before?.(stage, world)
      await showRace(stage, race(world), shown)
    },
  }
}
