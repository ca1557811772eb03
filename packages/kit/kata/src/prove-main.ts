#!/usr/bin/env node
import { proveKata } from './prove-kata.ts'
import { readKatas } from './read-kata.ts'
import type { Kata } from './read-kata.ts'

const atOnce = 2

// Proves the katas of the concept in whose folder it is started.
const waiting: Kata[] = readKatas(process.cwd())
const problems: string[] = []
const prove = async () => {
  for (let kata = waiting.shift(); kata !== undefined; kata = waiting.shift()) {
    const { id } = kata
    problems.push(...(await proveKata(kata)).map((problem) => `kata ${id}: ${problem}`))
  }
}
await Promise.all(Array.from({ length: atOnce }, prove))
if (problems.length > 0) {
  process.stdout.write(`${problems.toSorted().join('\n')}\n`)
  process.exitCode = 1
}
