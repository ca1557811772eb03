import { answerOf, conduct } from '@lab/conductor'
import type { Race } from '@lab/conductor'
import type { Buy } from './buy.ts'
import type { Opened } from './open-databases.ts'

/** The contract: of two sagas that want the last lamp one pays, and none is refused while it is free. */
export function sellsTheLastLamp(
  { plain, databases }: Opened,
  buy: Buy,
  { aliceCanPay }: { aliceCanPay: boolean },
): Race {
  return conduct({
    setup: () =>
      Promise.all([
        plain.inventory.query(`delete from lamps; insert into lamps values (1, 'free')`),
        plain.payment.query(`
          delete from charges; delete from cards;
          insert into cards values ('alice', ${aliceCanPay ? 100 : 0}), ('bob', 100)`),
      ]),
    actors: { alice: () => buy(databases, 'alice'), bob: () => buy(databases, 'bob') },
    async invariant(endings) {
      const { rows: lamps } = await plain.inventory.query('select state from lamps')
      const { rowCount: paid } = await plain.payment.query('select from charges')
      if (paid! > 1) return `1 lamp, ${paid} paid`
      const sentAway = Object.keys(endings).filter(
        (buyer) => answerOf(endings[buyer]) === 'sold out',
      )
      if (sentAway.length > 0 && lamps[0].state === 'free') {
        return `${sentAway.join(' and ')} told "sold out", the lamp is ${lamps[0].state}`
      }
      return lamps[0].state === 'pending' ? 'the lamp is pending for ever' : undefined
    },
  })
}
