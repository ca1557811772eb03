import { answerParent } from './answer-parent.ts'

// Like a server, it does not end by itself.
setInterval(() => {}, 60_000)
answerParent((order: string) => (order === 'exit' ? process.exit(3) : `heard ${order}`))
