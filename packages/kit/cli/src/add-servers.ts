// What a demo calls a server, and how it opens it, where that is not the service's own name.
const opens: Record<string, { name: string; call: string }> = {
  postgres: {
    name: 'db',
    call: "await postgres({ schema: await readFile(new URL('schema.sql', import.meta.url), 'utf8') })",
  },
  redis: { name: 'cache', call: 'await redis()' },
  kafka: { name: 'broker', call: 'await kafka()' },
}

function opening(need: string): string {
  const { name, call } = opens[need] ?? { name: need, call: `await ${need}()` }
  return `    ${name}: ${call},\n`
}

/** Lets the template's demo open servers: its imports, its world, its package.json. */
export function addServers(files: Record<string, string>, needs: string[]): Record<string, string> {
  const imports = [
    ...(needs.includes('postgres') ? ["import { readFile } from 'node:fs/promises'"] : []),
    ...needs.map((need) => `import { ${need} } from '@lab/servers/${need}'`),
  ]
  const world = needs.map(opening).join('')
  const manifest = JSON.parse(files['package.json']!) as {
    lab: { needs: string[] }
    dependencies: Record<string, string>
  }
  manifest.lab.needs = needs
  manifest.dependencies = {
    '@lab/conductor': 'workspace:*',
    '@lab/servers': 'workspace:*',
    '@lab/stage': 'workspace:*',
  }
  return {
    ...files,
    'package.json': `${JSON.stringify(manifest, undefined, 2)}\n`,
    'demo.ts': `${imports.join('\n')}\n${files['demo.ts']!.replace('open: async () => ({}),', `open: async () => ({\n${world}  }),`)}`,
    ...(needs.includes('postgres')
      ? { 'schema.sql': 'create table visits (page text primary key, count int not null);\n' }
      : {}),
  }
}
