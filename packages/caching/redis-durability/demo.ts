import { concept } from '@lab/stage'
import manifest from './package.json' with { type: 'json' }
import {
  failoverScene,
  lateReplicaScene,
  oldPrimaryScene,
  restartScene,
} from './scenes/failover-scenes.ts'
import { killScene, oneFileScene, waysCompared } from './scenes/kill-scenes.ts'
import { openWorld } from './scenes/open-world.ts'
import type { World } from './scenes/open-world.ts'

export const demo = concept<World>(manifest, {
  open: openWorld,
  headline: ['snapshot', 'aof-everysec', 'ways-compared'],
  scenes: [
    killScene('snapshot', {
      title: 'The default: snapshots',
      say: 'Redis runs with its default settings, which take a snapshot now and then. It is killed four times with kill -9: after one acknowledged write, after two, three and four. Before each of the four rounds Redis is emptied. A snapshot is complete after the second write.',
      text: 'The file has what was there at the last snapshot. What was acknowledged later was in memory only.',
    }),
    killScene('aof-everysec', {
      title: 'An append-only file',
      say: 'The same with appendonly yes and appendfsync everysec, its default.',
      text: 'Redis writes each command to the file before it answers. What a process has written stays with the operating system when the process is killed, whether it is synced to the disk or not. Losing power is something else; this machine cannot show it.',
    }),
    oneFileScene,
    failoverScene,
    lateReplicaScene,
    oldPrimaryScene,
    restartScene,
    waysCompared,
  ],
})
