import { join } from 'node:path'
import { readSection } from '@lab/kata/read'
import { readText } from '@lab/kata/read-text'
import type { WebLab } from '@lab/web'
import { readCardMark } from './ask/card-mark.ts'
import { questionCards } from './ask/cards.ts'
import { openMemory } from './ask/memory.ts'
import { readClaims } from './claims/read-claims.ts'
import { learningPath } from './path/learning-path.ts'
import {
  answerFile,
  provideAnswer,
  readAnswer,
  resetAnswer,
  writeAnswer,
} from './practice/answer-file.ts'
import { openProgress } from './practice/progress.ts'
import { typeProblems } from './practice/type-problems.ts'
import { watchAnswer } from './practice/watch-answer.ts'
import { workspaceKatas } from './practice/workspace-katas.ts'
import { readHeadline } from './read-headline.ts'
import { workspaceConcepts } from './workspace-concepts.ts'

/** What the page shows of this workspace. */
export function webLab(root: string, env: NodeJS.ProcessEnv = process.env): WebLab {
  return {
    root,
    concepts: workspaceConcepts(root),
    answer: ({ id, folder }) => {
      const readme = readText(join(folder, 'README.md'))
      const answer = readSection(readme, 'The answer to say')
      return answer === undefined ? undefined : readCardMark(answer, id).text
    },
    headline: ({ folder }) => readHeadline(folder),
    claims: readClaims,
    path: (now) => learningPath(root, now),
    practice: {
      katas: () => workspaceKatas(root).map(({ concept, kata }) => ({ concept: concept.id, kata })),
      progress: openProgress(root),
      answerFile: (kata) => answerFile(root, kata),
      provideAnswer: (kata) => void provideAnswer(root, kata),
      resetAnswer: (kata) => resetAnswer(root, kata),
      writeAnswer: (kata, text) => writeAnswer(root, kata, text),
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
