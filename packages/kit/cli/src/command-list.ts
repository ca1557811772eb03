import type { Command } from './command.ts'

interface Listed {
  name: string
  summary: string
  load(): Promise<{ command: Command }>
  /** Runs code that may leave connections open: the process ends with its work. */
  endsProcess?: true
}

/** Every command, each in a file that is loaded when asked for. */
export const commandList: Listed[] = [
  {
    name: 'demo',
    summary: 'run a concept and watch what happens',
    load: () => import('./demo-command.ts'),
  },
  {
    name: 'race',
    summary: 'run the races of a file of your own in every order',
    load: () => import('./race-command.ts'),
    endsProcess: true,
  },
  {
    name: 'path',
    summary: 'what to learn in which order, what is done and what is due',
    load: () => import('./path-command.ts'),
  },
  {
    name: 'test',
    summary: 'run the tests of all packages or of some',
    load: () => import('./test-command.ts'),
  },
  {
    name: 'practice',
    summary: 'write the fix of a kata yourself, judged at each save',
    load: () => import('./practice-command.ts'),
  },
  {
    name: 'ask',
    summary: 'interview questions, with the answer to say',
    load: () => import('./ask-command.ts'),
  },
  {
    name: 'interview',
    summary: 'a mock interview: questions, a kata, and what to read next',
    load: () => import('./interview-command.ts'),
  },
  {
    name: 'claims',
    summary: 'what is said in interviews, and what the run says of it',
    load: () => import('./claims-command.ts'),
  },
  {
    name: 'web',
    summary: 'the lab as a page: maps of all orders, and orders of your own',
    load: () => import('./web-command.ts'),
  },
  {
    name: 'bench',
    summary: 'run the measurements of all packages or of some',
    load: () => import('./bench-command.ts'),
  },
  {
    name: 'check',
    summary: 'format, lint, types, imports, package shape, unused code, READMEs',
    load: () => import('./check-command.ts'),
  },
  {
    name: 'readme',
    summary: 'write what the demos show into the READMEs',
    load: () => import('./readme-command.ts'),
  },
  {
    name: 'new-concept',
    summary: 'write a new concept package',
    load: () => import('./new-concept-command.ts'),
  },
  {
    name: 'servers',
    summary: 'status, stop or doctor of the real servers',
    load: () => import('./servers-command.ts'),
  },
]
