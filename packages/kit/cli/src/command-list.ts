import type { Command } from './command.ts'

interface Listed {
  name: string
  summary: string
  load(): Promise<{ command: Command }>
}

/** Every command, each in a file that is loaded when asked for. */
export const commandList: Listed[] = [
  { name: 'demo', summary: 'run a concept and watch what happens', load: () => import('./demo-command.ts') },
]
