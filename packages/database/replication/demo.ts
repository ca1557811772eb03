import { concept } from '@lab/stage'
import manifest from './package.json' with { type: 'json' }
import { levelScene, twoOrdersScene } from './scenes/commit-scenes.ts'
import { longReportScene, physicalOrLogicalScene } from './scenes/copy-scenes.ts'
import { failoverScene, twoPrimariesScene } from './scenes/failover-scenes.ts'
import { openWorld } from './scenes/open-world.ts'
import type { World } from './scenes/open-world.ts'
import { ownWriteScene, waysCompared } from './scenes/own-write-scenes.ts'

export const demo = concept<World>(manifest, {
  open: openWorld,
  headline: ['standby-read', 'log-position', 'ways-compared'],
  scenes: [
    ownWriteScene('standby-read', {
      title: 'Saved, and the old text comes back',
      say: 'Writes go to the primary, reads to the standby. Alice saves her note and loads it again. The lab holds the replay of the standby, and lets it go on at every place between her statements.',
      play: { title: 'The simplest order that reads the old text' },
      text: 'The standby replays a commit after the primary has acknowledged it. That delay has no limit: a read six seconds later can still be stale.',
    }),
    ownWriteScene('recent-writers', {
      title: 'A map of recent writers',
      say: 'The process remembers who wrote in the last five seconds, and reads for them from the primary.',
      changes: 'standby-read',
      first: 'otherProcess',
      play: { title: 'Another process answers the read, and its map is empty' },
      text: 'It holds only where the process that wrote also reads, and the standby is less than five seconds late. Neither is certain.',
    }),
    ownWriteScene('primary-read', {
      title: 'Read from the primary',
      say: 'What must be fresh is read where it was written.',
      play: { title: 'The standby is not asked' },
      text: 'It holds, but then the standby takes no load off the primary.',
    }),
    ownWriteScene('log-position', {
      title: 'The position in the log',
      say: 'After the write the primary says how far its log is, as a log sequence number (LSN). Alice carries that position with her, and the standby is read only when it has replayed as much.',
      changes: 'standby-read',
      first: 'otherProcess',
      play: {
        title: 'The standby has not replayed position P1, and the primary is read',
        schedule: 'alice×12 standby',
      },
      text: 'The position says whether this user can be served here; nothing is guessed. A user who wrote nothing reads from the standby.',
    }),
    levelScene,
    twoOrdersScene,
    failoverScene,
    twoPrimariesScene,
    longReportScene,
    physicalOrLogicalScene,
    waysCompared,
  ],
})
