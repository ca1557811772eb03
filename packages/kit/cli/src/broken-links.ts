import { existsSync, globSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { readText } from '@lab/kata/read-text'

/** Names the links of a package's Markdown files to files and folders that do not exist. */
export function brokenLinks(folder: string): string[] {
  const files = globSync(['README.md', 'docs/*.md', 'bench/*.md', 'kata/*/README.md'], {
    cwd: folder,
  })
  return files.toSorted().flatMap((file) => {
    const text = readText(join(folder, file))
    // Without an address of another site, and without the place in the file.
    const links = [...text.matchAll(/\]\((?!\w+:)([^)#\s]+)[^)]*\)/g)].map(([, link]) => link!)
    return (
      [...new Set(links)]
        // The shape asks for the transcript by its name.
        .filter((link) => link !== 'docs/run.md' && !existsSync(join(folder, dirname(file), link)))
        .map((link) => `${file}: there is no ${link}`)
    )
  })
}
