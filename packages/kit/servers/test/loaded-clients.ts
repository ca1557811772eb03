// Run as a process: leases a database, and says which clients of services that has loaded.
import { createRequire } from 'node:module'
import { postgres } from '../src/postgres/postgres.ts'
import { services } from '../src/services.ts'

const clients = ['ioredis', 'kafkajs', 'pg', 'playwright-core', 'testcontainers']

await using _db = await postgres()
const loaded = Object.keys(createRequire(import.meta.url).cache)
const found = clients.filter((client) =>
  loaded.some((file) => file.includes(`/node_modules/${client}/`)),
)
console.log(JSON.stringify({ services: services.length, found }))
