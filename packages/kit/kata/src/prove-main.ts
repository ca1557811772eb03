#!/usr/bin/env node
import { proveKatas } from './prove-kata.ts'
import { readKatas } from './read-kata.ts'

// Proves the katas of the concept in whose folder it is started.
const problems = await proveKatas(readKatas(process.cwd()))
if (problems.length > 0) {
  process.stdout.write(`${problems.join('\n')}\n`)
  process.exitCode = 1
}
