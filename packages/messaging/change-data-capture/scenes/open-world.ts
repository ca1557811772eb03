import { openShop } from '../src/index.ts'

export const openWorld = async () => ({ shop: await openShop() })

export type World = Awaited<ReturnType<typeof openWorld>>
