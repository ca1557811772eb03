import { hash } from 'node:crypto'

/**
 * Gives a number from 0 up to 1 for a text, the same one in every process and language: the first 48
 * bits of its SHA-256. Texts that look alike, as `order-1` and `order-2`, get numbers that do not.
 */
export function hashOf(text: string): number {
  return Number.parseInt(hash('sha256', text).slice(0, 12), 16) / 2 ** 48
}
