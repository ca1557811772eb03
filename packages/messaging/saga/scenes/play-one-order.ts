import type { Race } from '@lab/conductor'
import type { Claim, Stage } from '@lab/stage'
import type { Shop } from '../src/open-shop.ts'
import { shopState } from '../src/shop-state.ts'

/** Plays one order, where the tests run all, and judges it by what it leaves behind. */
export async function playOneOrder(
  stage: Stage,
  shop: Shop,
  race: Race,
  told: {
    way: string
    promise: string
    claim: Claim
    schedule: string
    title?: string
    text: string
  },
): Promise<void> {
  const { way, promise, claim, schedule, title, text } = told
  const offered = await stage.race({ way, race })
  const timeline = await race.replay(schedule)
  if (title !== undefined) await stage.play(title, timeline, offered)
  const { order: _, ...numbers } = await shopState(shop)
  const observed = timeline.violation === undefined ? 'holds' : 'breaks'
  await stage.verdict({ way, promise, claim, observed, text, numbers })
}
