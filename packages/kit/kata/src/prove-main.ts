#!/usr/bin/env node
import { proveKatas } from './prove-kata.ts'
import { readKatas } from './read-kata.ts'

// Proves the katas of the concepts in these folders; without one, of that in which it is started.
const given = process.argv.slice(2)
for (const folder of given.length > 0 ? given : [process.cwd()]) {
  for (const problem of await proveKatas(readKatas(folder))) {
    process.stdout.write(given.length > 0 ? `${folder}: ${problem}\n` : `${problem}\n`)
    process.exitCode = 1
  }
}
