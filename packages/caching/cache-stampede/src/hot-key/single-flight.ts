// Requests of one process for the same key share one promise.
// Breaks with several processes: each has its own map, and reads the database once.
import type { CreateReader } from '../price-reader.ts'
import { cacheAside } from './cache-aside.ts'

export const singleFlight: CreateReader = (process) => {
  const read = cacheAside(process)
  const flights = new Map<number, Promise<number | null>>()
  return (id) => {
    const flight = flights.get(id) ?? read(id).finally(() => flights.delete(id))
    flights.set(id, flight)
    return flight
  }
}
