import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readSection } from '@lab/kata/read'
import type { WebLab } from '@lab/web'
import { questionCards } from './ask/cards.ts'
import { openMemory } from './ask/memory.ts'
import { readClaims } from './claims/read-claims.ts'
import { answerFile, provideAnswer, readAnswer, resetAnswer } from './practice/answer-file.ts'
import { openProgress } from './practice/progress.ts'
import { typeProblems } from './practice/type-problems.ts'
import { watchAnswer } from './practice/watch-answer.ts'
import { workspaceKatas } from './practice/workspace-katas.ts'
import { workspaceConcepts } from './workspace-concepts.ts'

/** What the page shows of this workspace. */
export function webLab(root: string, env: NodeJS.ProcessEnv = process.env): WebLab {
  return {
    root,
    concepts: workspaceConcepts(root),
    answer: ({ folder }) =>
      readSection(readFileSync(join(folder, 'README.md'), 'utf8'), 'The answer to say'),
    claims: readClaims,
    practice: {
      katas: () => workspaceKatas(root).map(({ concept, kata }) => ({ concept: concept.id, kata })),
      progress: openProgress(root),
      answerFile: (kata) => answerFile(root, kata),
      provideAnswer: (kata) => void provideAnswer(root, kata),
      resetAnswer: (kata) => resetAnswer(root, kata),
      readAnswer,
      watchAnswer,
      typeProblems: (file, signal) => typeProblems(file, { root, env, signal }),
    },
    cards: {
      all: () => workspaceConcepts(root).flatMap(questionCards),
      memory: openMemory(root),
    },
  }
}
