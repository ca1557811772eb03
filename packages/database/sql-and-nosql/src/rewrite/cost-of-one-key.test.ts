import { describe, expect, it } from 'vitest'
import { openDatabase } from '../open-database.ts'
import { costOfOneKey } from './cost-of-one-key.ts'

describe('costOfOneKey', () => {
  it('logs as much as a column while the document is in its row, and all of it from 2 kB on', async () => {
    await using db = await openDatabase()
    for (const reviews of [0, 10]) {
      const { document, column } = await costOfOneKey(db, reviews)
      expect(document).toBe(column)
    }
    for (const reviews of [20, 100, 500]) {
      const { document, documentBytes, column } = await costOfOneKey(db, reviews)
      expect(document).toBeGreaterThan(documentBytes)
      expect(column).toBeLessThan(100)
    }
  })

  it('reads more blocks for one key the longer the document is', async () => {
    await using db = await openDatabase()
    const blocks = []
    for (const reviews of [10, 100, 500]) {
      const { documentBlocks, columnBlocks } = await costOfOneKey(db, reviews)
      blocks.push([documentBlocks, columnBlocks])
    }
    expect(blocks).toEqual([
      [2, 2],
      [5, 2],
      [10, 2],
    ])
  })
})
