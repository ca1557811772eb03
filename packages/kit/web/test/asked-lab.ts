import type { WebLab } from '../src/web-lab.ts'

/** A lab with nothing in it, that says what was asked of it. */
export function askedLab(): { lab: WebLab; asked: string[] } {
  const asked: string[] = []
  const hears = (what: string) => (): never => {
    asked.push(what)
    throw new Error(`This lab has no ${what}`)
  }
  const lab: WebLab = {
    root: '/nowhere',
    get concepts() {
      return hears('concepts')()
    },
    answer: hears('answer'),
    headline: hears('headline'),
    claims: hears('claims'),
    path: hears('path'),
    practice: {
      katas: hears('katas'),
      progress: { of: hears('progress'), update: hears('progress'), pass: hears('progress') },
      answerFile: hears('answer'),
      provideAnswer: hears('answer'),
      resetAnswer: hears('answer'),
      writeAnswer: hears('answer'),
      readAnswer: hears('answer'),
      watchAnswer: hears('answer'),
      typeProblems: hears('answer'),
    },
    cards: {
      all: hears('cards'),
      memory: { due: hears('memory'), rate: hears('memory'), nextDue: hears('memory') },
    },
  }
  return { lab, asked }
}
