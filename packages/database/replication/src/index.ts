export {
  levels,
  besideLateStandby,
  whatEachLevelWaitsFor,
} from './commit-level/what-it-waits-for.ts'
export type { LevelReport } from './commit-level/what-it-waits-for.ts'
export { keepsWhatWasAcknowledged } from './failover/keeps-what-was-acknowledged.ts'
export type { Writer } from './failover/keeps-what-was-acknowledged.ts'
export { partition, sellsEachSeatOnce } from './failover/sells-each-seat-once.ts'
export { whatEachCopyHas } from './logical/what-each-copy-has.ts'
export { countTwice } from './long-report/count-twice.ts'
export { openCluster } from './open-cluster.ts'
export type { Nodes } from './nodes.ts'
export type { Cluster } from './open-cluster.ts'
export { logPosition } from './own-write/log-position.ts'
export { primaryRead } from './own-write/primary-read.ts'
export { readsItsOwnWrite } from './own-write/reads-its-own-write.ts'
export type { AppServer, Between, StartServer, User } from './own-write/reads-its-own-write.ts'
export { recentWriters } from './own-write/recent-writers.ts'
export { standbyRead } from './own-write/standby-read.ts'
export { showsOneOrder } from './visibility/shows-one-order.ts'
