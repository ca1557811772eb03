import { z } from 'zod'

const largest = String(2n ** 63n - 1n)

/** A bigint of the database, as digits: numbers of JSON end at 2^53. */
export const id = z
  .string()
  .regex(/^[1-9]\d{0,18}$/)
  .refine((digits) => digits.length < largest.length || digits <= largest, 'Too large for an id')
