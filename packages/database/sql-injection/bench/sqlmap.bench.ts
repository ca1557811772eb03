import { execFile, execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { openDatabase } from '../src/open-database.ts'
import { openShop } from '../src/open-shop.ts'
import { waysByName } from '../src/ways-by-name.ts'

// sqlmap attacks the three parameters of GET /products, for each way: what does it find? It comes
// from PyPI into a folder that is removed afterwards.

const run = promisify(execFile)
const folder = mkdtempSync(join(tmpdir(), 'lab-sqlmap-'))
try {
  execFileSync('python3', ['-m', 'venv', folder])
  execFileSync(join(folder, 'bin/pip'), ['install', '--quiet', 'sqlmap'])
  const sqlmap = join(folder, 'bin/sqlmap')
  const { stdout: version } = await run(sqlmap, ['--version'])
  console.log(`sqlmap ${version.trim()}`)
  await using db = await openDatabase()
  console.log(`PostgreSQL ${db.server.version} (${db.server.source})`)
  for (const [way, { statements, role }] of Object.entries(waysByName)) {
    await using shop = await openShop({ login: db.pool, pages: db[role] }, statements)
    for (const parameter of ['search', 'sort', 'limit']) {
      const url = `${shop.url}/products?search=a&sort=name&limit=5`
      const args = [
        '-u',
        url,
        '-p',
        parameter,
        '--batch',
        '--flush-session',
        '--level=3',
        '--risk=1',
      ]
      args.push('--dbms=PostgreSQL', '--technique=BEUS', '--output-dir', join(folder, 'output'))
      args.push(
        '--ignore-code=400,500',
        '--threads=4',
        '--dump',
        '-T',
        'users',
        '-C',
        'password_hash',
      )
      const { stdout } = await run(sqlmap, args, {
        maxBuffer: 1e8,
        env: { ...process.env, HOME: folder },
      })
      const types = [...stdout.matchAll(/^ {4}Type: (.+)$/gm)].map(([, type]) => type)
      const found = new Set(types).size === 0 ? 'nothing' : [...new Set(types)].join(', ')
      const isTaken = stdout.includes('hash-7f') ? ': reads the password hash' : ''
      console.log(`${way}, ${parameter}: ${found}${isTaken}`)
    }
  }
} finally {
  rmSync(folder, { recursive: true })
}
