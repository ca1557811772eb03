import { openCluster } from '../src/index.ts'

/** The scenes that promote the standby open a cluster of their own. */
export const openWorld = async () => ({ cluster: await openCluster() })

export type World = Awaited<ReturnType<typeof openWorld>>
