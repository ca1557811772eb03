import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { belowTheSnapshot } from './below-the-snapshot.ts'
import { byId } from './by-id.ts'
import { byTime } from './by-time.ts'
import { followsEveryPost } from './follows-every-post.ts'
import { oneWriterAtATime } from './one-writer-at-a-time.ts'
import { openAlone } from './open-alone.ts'
import { someSecondsBehind } from './some-seconds-behind.ts'

let alone: Awaited<ReturnType<typeof openAlone>>
beforeAll(async () => {
  alone = await openAlone()
})
afterAll(() => alone[Symbol.asyncDispose]())

// Of every order the scenes tell, and demo.test.ts asserts: here is the one that matters.
const lateCommit = 'early×2 late×3 reader×3 early'

describe.each([
  { name: 'byId', way: byId, schedule: lateCommit },
  { name: 'byTime', way: byTime, schedule: lateCommit },
  {
    name: 'someSecondsBehind',
    way: someSecondsBehind,
    schedule: 'early×2 late×3 fire(reader) reader×3 early',
  },
])('$name', ({ way, schedule }) => {
  it('never reads the post with the first id when it is committed last', async () => {
    const { violation } = await followsEveryPost(alone, way).replay(schedule)
    expect(violation).toBe('read late: early is not read once')
  })
})

describe('belowTheSnapshot', () => {
  it('reads neither post while the first one is not committed, and then both', async () => {
    const { moments, violation } = await followsEveryPost(alone, belowTheSnapshot).replay(
      lateCommit,
    )
    expect(violation).toBeUndefined()
    expect(
      moments.find(({ type, actor }) => type === 'finished' && actor === 'reader'),
    ).toMatchObject({
      value: { titles: [] },
    })
  })
})

describe('oneWriterAtATime', () => {
  it('lets the second writer wait until the first one has committed', async () => {
    const { moments, violation } = await followsEveryPost(alone, oneWriterAtATime).replay(
      'early×3 late×2 reader×3 early late×2',
    )
    expect(violation).toBeUndefined()
    expect(moments.filter(({ type }) => type === 'blocked')).toMatchObject([
      { actor: 'late', statement: 'select pg_advisory_xact_lock(1)' },
    ])
  })
})

describe('belowTheSnapshot', () => {
  it('waits for a transaction that has nothing to do with the feed', async () => {
    const { plain } = alone
    await plain.query('truncate posts; create table other (id int)')
    const other = await plain.connect()
    await other.query('begin')
    await other.query('insert into other values (1)')
    await belowTheSnapshot.publish(plain, 'A', 0)
    expect((await belowTheSnapshot.readNews(plain, '0 0', 0)).titles).toEqual([])
    await other.query('rollback')
    other.release()
    expect((await belowTheSnapshot.readNews(plain, '0 0', 0)).titles).toEqual(['A'])
  })
})
