import type { Race, Timeline } from '@lab/conductor'

// Where nothing is under way but a wait for another actor. It decides what is said, not what holds.
const stallMs = 900

const secondServer = 'and a second server has a memory of its own'
const waits = `it waits for something in its own process, ${secondServer}`
const remembers = `it goes by what its own process remembers, ${secondServer}`

/**
 * Says why an answer breaks a fact on several servers that it may keep on one: it waits for a mutex
 * of its process, or decides by what its process remembers.
 */
export const whatOneProcessHides = {
  /** @param again The same look at the answer in one process. */
  async inLook(again: Promise<string | undefined>): Promise<string | undefined> {
    const reason = await again.catch(() => 'it fails')
    return reason === undefined ? remembers : undefined
  },

  /**
   * @param race The same race in one process.
   * @param timeline The order that breaks it on several servers.
   */
  async inRace(race: Race, timeline: Timeline | undefined): Promise<string | undefined> {
    if (timeline?.violation === undefined) return undefined
    try {
      const alone = await race.replay(timeline.schedule, { stallMs })
      return alone.violation === undefined ? remembers : undefined
    } catch (error) {
      const { name } = error as Error
      if (name === 'StalledError') return waits
      return name === 'ScheduleImpossibleError' ? remembers : undefined
    }
  },
}
