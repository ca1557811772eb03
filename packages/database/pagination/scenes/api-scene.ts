import { judge } from '@lab/stage'
import type { Scene } from '@lab/stage'
import { checkedParameters, parametersAsGiven, refusesBadRequests } from '../src/index.ts'
import type { World } from './open-world.ts'

export const apiScene: Scene<World> = {
  id: 'api',
  title: 'What the API lets in',
  async play(stage, { db: { plain } }) {
    await plain.query('truncate posts restart identity')
    await plain.query(
      `insert into posts (title, created_at)
       select title, timestamptz '2026-06-01Z' + n * interval '1 minute'
       from unnest(array['A', 'B', 'C', 'D']) with ordinality as given (title, n)`,
    )
    await stage.say(
      'limit and after come from the client: a limit of -1, of 1e3, of a hundred million, two limits; a position that the client made up.',
    )
    const promise = 'a bad request gets 400, and the database is not asked'
    const ways = [
      {
        way: 'parameters-as-given',
        listPosts: parametersAsGiven,
        claim: 'breaks',
        text: 'PostgreSQL refuses some of them, and the API answers 500. It answers the others, with as many rows as there are.',
      },
      {
        way: 'checked-parameters',
        listPosts: checkedParameters('a secret of the servers'),
        claim: 'holds',
        text: 'A limit from 1 to 100, and a cursor with a signature: the client can hand it back and not change it.',
      },
    ] as const
    for (const { listPosts, ...judged } of ways) {
      const { exchange, requests, refused, violation } = await refusesBadRequests(plain, listPosts)
      await stage.exchange(exchange)
      await judge(stage, { ...judged, promise }, violation, { bad: requests, refused })
    }
  },
}
