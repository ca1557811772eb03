import type { ConceptPage } from './lab.ts'
import { sourceName } from './source-name.ts'

export interface SourceSelectProps {
  label: string
  sources: ConceptPage['sources']
  file: string
  onChoose: (file: string) => void
}

/** Chooses one of a concept's files. */
export function SourceSelect({ label, sources, file, onChoose }: SourceSelectProps) {
  return (
    <select aria-label={label} value={file} onChange={(event) => onChoose(event.target.value)}>
      {sources.map((source) => (
        <option key={source.file} value={source.file}>
          {sourceName(source.file)}
        </option>
      ))}
    </select>
  )
}
