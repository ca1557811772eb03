import { seededRandom } from '@lab/stage/seeded-random'
import type { KeySpace } from '../open-redis.ts'

type Position = readonly [longitude: number, latitude: number]

/** The radius that Redis calculates with. */
const earthMetres = 6_372_797.560856

/** Stores positions all over the world, and compares what comes back. */
export async function storedPositions(
  { plain }: KeySpace,
  count: number,
): Promise<{ type: string; worstMetres: number }> {
  await plain.flushdb()
  const random = seededRandom(7)
  const asked = Array.from({ length: count }, (): Position => [
    random() * 360 - 180,
    random() * 170 - 85,
  ])
  await plain.geoadd('drivers', ...asked.flatMap(([x, y], index) => [x, y, `driver ${index}`]))
  const stored = await plain.geopos('drivers', ...asked.map((_, index) => `driver ${index}`))
  const moved = asked.map((position, index) => {
    const [x, y] = stored[index]!
    return metresBetween(position, [Number(x), Number(y)])
  })
  return { type: await plain.type('drivers'), worstMetres: Math.max(...moved) }
}

/** On a sphere, by the haversine formula. */
function metresBetween(from: Position, to: Position): number {
  const radians = (degrees: number) => (degrees * Math.PI) / 180
  const half = (axis: 0 | 1) => Math.sin(radians(to[axis] - from[axis]) / 2)
  const between = Math.cos(radians(from[1])) * Math.cos(radians(to[1]))
  return 2 * earthMetres * Math.asin(Math.sqrt(half(1) ** 2 + between * half(0) ** 2))
}

/** Which of four drivers are within two kilometres of a customer, the nearest first. */
export async function nearestDrivers({
  plain,
}: KeySpace): Promise<{ driver: string; metres: number }[]> {
  await plain.flushdb()
  await plain.geoadd('drivers', 13.4, 52.52, 'ada', 13.42, 52.52, 'bob')
  await plain.geoadd('drivers', 13.38, 52.51, 'carl', 13.29, 52.5, 'dora')
  const search = ['drivers', 'FROMLONLAT', 13.405, 52.521, 'BYRADIUS', 2_000, 'm'] as const
  const found = (await plain.geosearch(...search, 'ASC', 'WITHDIST')) as [string, string][]
  return found.map(([driver, metres]) => ({ driver, metres: Math.round(Number(metres)) }))
}
