import { globSync, readFileSync } from 'node:fs'
import { join, sep } from 'node:path'

/** The folder whose files `lab new-concept` copies; `lab check` derives a package's shape from it. */
export const templateFolder = join(import.meta.dirname, '../template')

/** The words of the template that stand for the new package's own. */
export const placeholders = {
  id: 'concept-name',
  title: 'Title of the concept',
  question: 'Which question does it answer?',
}

/** Lists the template's files, from its folder. */
export function templateFiles(): string[] {
  return globSync('**/*', { cwd: templateFolder, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(templateFolder.length + 1)
        .split(sep)
        .join('/'),
    )
    .toSorted()
}

/** Lists the headings that a concept's README has, in their order. */
export function readmeHeadings(
  text = readFileSync(join(templateFolder, 'README.md'), 'utf8'),
): string[] {
  return [...text.replace(/^```[\s\S]*?^```$/gm, '').matchAll(/^## (.+)$/gm)].map(
    ([, heading = '']) => heading.trim(),
  )
}

/** The files that every concept has under the template's own names; its ways have other names. */
export function requiredFiles(): string[] {
  return [...templateFiles().filter((file) => !file.startsWith('src/')), 'src/index.ts']
}
