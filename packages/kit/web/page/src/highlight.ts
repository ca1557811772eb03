import { createHighlighterCore } from 'shiki/core'
import { createJavaScriptRegexEngine } from 'shiki/engine/javascript'
import lua from 'shiki/langs/lua.mjs'
import sql from 'shiki/langs/sql.mjs'
import typescript from 'shiki/langs/typescript.mjs'
import dark from 'shiki/themes/github-dark-high-contrast.mjs'
import light from 'shiki/themes/github-light-high-contrast.mjs'

export interface Token {
  text: string
  /** CSS, for light and dark. */
  colour: string
}

// Regular expressions of JavaScript, because a strict policy runs no WebAssembly.
const highlighter = createHighlighterCore({
  // Comments must be readable on the grounds of lit, removed and added lines, too.
  themes: [{ ...light, colorReplacements: { '#66707b': '#4e5862' } }, dark],
  langs: [typescript, lua, sql],
  engine: createJavaScriptRegexEngine(),
})

const languages: Record<string, string> = { ts: 'typescript', lua: 'lua', sql: 'sql' }

/** Divides a file's text into coloured pieces, line by line; nothing where its language is unknown. */
export async function highlight(text: string, file: string): Promise<Token[][]> {
  const lang = languages[file.split('.').at(-1)!]
  if (lang === undefined) return []
  const { codeToTokensWithThemes } = await highlighter
  const themes = { light: light.name!, dark: dark.name! }
  return codeToTokensWithThemes(text, { lang, themes }).map((line) =>
    line.map(({ content, variants }) => ({
      text: content,
      colour: `light-dark(${variants['light']!.color}, ${variants['dark']!.color})`,
    })),
  )
}
