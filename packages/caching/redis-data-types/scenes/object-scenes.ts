import { judge, showRace } from '@lab/stage'
import type { Scene } from '@lab/stage'
import {
  encodingsAtTheLimit,
  expiresTheCode,
  hash,
  jsonString,
  keepsBothFields,
  nearestDrivers,
  storedPositions,
} from '../src/index.ts'
import type { World } from './queue-scenes.ts'

export const sessionScene: Scene<World> = {
  id: 'session',
  title: 'A session',
  async play(stage, { space }) {
    await stage.say(
      'Two requests of one session come at the same moment. One sets the cart, the other one the language.',
    )
    const promise = 'both fields are there afterwards'
    await showRace(stage, keepsBothFields(space, jsonString), {
      way: 'json-string',
      promise,
      claim: 'breaks',
      play: { title: 'The second request writes the session as it was' },
      text: 'The session is read and written as a whole, so a request takes back a field that it never touched.',
    })
    await showRace(stage, keepsBothFields(space, hash), {
      way: 'hash',
      promise,
      claim: 'holds',
      play: { title: 'Each request writes its field', schedule: 'cart profile' },
      text: 'HSET writes one field.',
    })
  },
}

export const fieldExpiryScene: Scene<World> = {
  id: 'field-expiry',
  title: 'One field that expires',
  async play(stage, { space }) {
    await stage.say(
      'A session has a name, which stays, and a login code, which is to expire after five minutes. Redis has HEXPIRE for that from version 7.4 on. These ways work on every version:',
    )
    const found = (await expiresTheCode(space)).filter(({ way }) => way !== 'hexpire')
    const words = (expires: string | string[]) =>
      Array.isArray(expires) ? expires.join(' and ') : expires
    await stage.table({
      title: 'What expires',
      columns: ['way', 'expires'],
      rows: found.map(({ way, expires }) => [way, words(expires)]),
    })
    const promise = 'the code expires, and the name stays'
    const wrongOf = (way: string) => {
      const expires = words(found.find((each) => each.way === way)!.expires)
      return expires === 'code' ? undefined : `${expires} expire`
    }
    await judge(
      stage,
      {
        way: 'expire-the-hash',
        promise,
        claim: 'breaks',
        text: 'A time to live belongs to a key, so EXPIRE ends the whole session.',
      },
      wrongOf('expire-the-hash'),
      {},
    )
    await judge(
      stage,
      {
        way: 'key-per-field',
        promise,
        claim: 'holds',
        text: 'What has an end of its own has a key of its own. This works on every version.',
      },
      wrongOf('key-per-field'),
      {},
    )
  },
}

export const geoScene: Scene<World> = {
  id: 'geo',
  title: 'Drivers near a customer',
  async play(stage, { space }) {
    await stage.say(
      'Four drivers are on their way. Two of them are less than two kilometres from the customer.',
    )
    const nearest = await nearestDrivers(space)
    await stage.table({
      title: 'GEOSEARCH by a radius of 2 km, ascending',
      columns: ['driver', 'metres'],
      rows: nearest.map(({ driver, metres }) => [driver, metres]),
    })
    await stage.say('1,000 positions all over the world are stored and read again.')
    const { type, worstMetres } = await storedPositions(space, 1_000)
    const moved = worstMetres.toFixed(2)
    await judge(
      stage,
      {
        way: 'geoadd',
        promise: 'a position comes back as it was stored',
        claim: 'breaks',
        text: `Its TYPE is ${type}: a sorted set, whose score is the position in 52 bits. So ZREM removes a driver, and a driver has no time to live.`,
      },
      worstMetres > 0 ? `a position moves by up to ${moved} m` : undefined,
      { positions: 1_000, 'worst metres': Number(moved) },
    )
  },
}

export const encodingsScene: Scene<World> = {
  id: 'encodings',
  title: 'One entry more',
  async play(stage, { space }) {
    await stage.say(
      'Redis stores a small hash or sorted set as a listpack: one piece of memory, read from its beginning. Above a limit, which is a setting, it takes a hash table, or a skip list.',
    )
    const found = await encodingsAtTheLimit(space)
    const [smallHash, largeHash, smallSet, largeSet] = found.map(({ bytes }) => bytes)
    const times = [1, largeHash! / smallHash!, 1, largeSet! / smallSet!]
    const words = (ratio: number) =>
      ratio === 1 ? '' : `more than ${[7, 3, 1].find((each) => ratio > each) ?? 0} times as much`
    await stage.table({
      title: 'OBJECT ENCODING and MEMORY USAGE',
      columns: ['type', 'entries', 'encoding', 'memory'],
      rows: found.map(({ type, entries, encoding }, index) => [
        type,
        entries,
        encoding,
        words(times[index]!),
      ]),
    })
    await judge(
      stage,
      {
        way: 'listpack',
        promise: 'one more entry takes as much memory as the one before',
        claim: 'breaks',
        text: 'Many small hashes take much less memory than the same fields in a few large ones. A value of more than 64 bytes ends the listpack too, and it does not come back.',
      },
      times[1]! > 3
        ? `a hash of ${found[1]!.entries} fields takes more than three times the memory of one of ${found[0]!.entries}`
        : undefined,
      {},
    )
  },
}
