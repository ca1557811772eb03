import { judge } from '@lab/stage'
import type { Scene } from '@lab/stage'
import { showsOneOrder, whatEachLevelWaitsFor } from '../src/index.ts'
import type { World } from './open-world.ts'

export const levelScene: Scene<World> = {
  id: 'commit-levels',
  title: 'What a commit waits for',
  async play(stage, { cluster }) {
    await stage.say(
      'The standby is named in synchronous_standby_names, and each session chooses synchronous_commit. First the standby receives the log and its replay is held; then the network between the two is cut.',
    )
    const reports = await whatEachLevelWaitsFor(cluster)
    await stage.table({
      title: 'A client saves a note, and loads it from the standby once it is acknowledged',
      columns: ['level', 'replay held', 'primary shows', 'standby then shows', 'network cut'],
      rows: reports.map((one) => [
        one.level,
        one.replayHeld,
        one.primaryShows,
        one.standbyShows,
        one.standbyAway,
      ]),
    })
    const numbers = { levels: reports.length }
    const promise = 'a user reads from the standby what the user has just saved'
    for (const { way, level, claim, text } of [
      {
        way: 'synchronous',
        level: 'on',
        claim: 'breaks',
        text: 'on, the default, waits until the standby has the log on its disk. The replay comes later.',
      },
      {
        way: 'remote-apply',
        level: 'remote_apply',
        claim: 'holds',
        text: 'The acknowledgement comes when the standby shows the row. Until then the primary does not show it to others, and while the network is cut, no such commit ends.',
      },
    ] as const) {
      const { standbyShows } = reports.find((one) => one.level === level)!
      const violation = standbyShows === 'new' ? undefined : `the standby shows "${standbyShows}"`
      await judge(stage, { way, promise, claim, text }, violation, numbers)
    }
  },
}

export const twoOrdersScene: Scene<World> = {
  id: 'two-orders',
  title: 'Two servers, two orders',
  async play(stage, { cluster }) {
    await stage.say(
      'Note 1 is committed at remote_apply. The standby has its log; the network is cut, and then the standby replays it. The primary does not hear of that, and note 1 waits there. Note 2 is committed at local and waits for none. Each read is one snapshot at repeatable read.',
    )
    const { standby, primary, later, violation } = await showsOneOrder(cluster)
    const shown = (notes: number[]) => notes.map((note) => `note ${note}`).join(', ')
    await stage.table({
      title: 'What each server shows',
      columns: ['server', 'when', 'shows'],
      rows: [
        ['standby', 'before note 2 is committed', shown(standby)],
        ['primary', 'after that', shown(primary)],
        ['both', 'when the network is back', shown(later.primary)],
      ],
    })
    await judge(
      stage,
      {
        way: 'repeatable-read',
        promise: 'the standby shows what the primary has shown at some time',
        claim: 'breaks',
        text: 'A standby shows commits in the order of the log. The primary shows each when its wait is over. Two readers see the two writes in opposite orders: a long fork.',
      },
      violation,
      { standby: standby.length, primary: primary.length, later: later.standby.length },
    )
  },
}
