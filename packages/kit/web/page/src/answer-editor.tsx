import { useEffect, useRef, useState } from 'react'
import { createEditor } from './create-editor.ts'
import type { Editor } from './create-editor.ts'

export interface AnswerEditorProps {
  /** What the file has now: also what another editor has written there. */
  saved: string
  onSave(text: string): void
}

/** Edits the answer. What is not saved is kept when the page is left, and asks before the tab closes. */
export function AnswerEditor({ saved, onSave }: AnswerEditorProps) {
  const { host, text, save, takeSaved, isElsewhere } = useEditor(saved, onSave)
  const isChanged = text !== saved
  return (
    <>
      <div ref={host} className="editor" />
      <div className="bar-of-help">
        <button type="button" className="run" onClick={save}>
          Save and judge
        </button>
        <span className="quiet" role="status">
          {isChanged ? 'not saved' : 'saved'}
        </span>
      </div>
      {isElsewhere && (
        <p role="alert">
          The file was saved elsewhere.{' '}
          <button type="button" onClick={takeSaved}>
            Take that over
          </button>
        </p>
      )}
      <p className="quiet">
        Ctrl+S saves, too. Tab indents; Escape and then Tab leaves the editor.
      </p>
    </>
  )
}

function useEditor(saved: string, onSave: (text: string) => void) {
  const host = useRef<HTMLDivElement>(null)
  const editor = useRef<Editor | undefined>(undefined)
  const [text, setText] = useState(saved)
  // What the file is known to have had: by a save of this editor, or taken over from there.
  const known = useRef(saved)
  const save = () => {
    known.current = editor.current!.text()
    onSave(known.current)
  }
  const latest = useRef(save)
  latest.current = save
  const takeSaved = () => {
    known.current = saved
    editor.current!.replace(saved)
  }
  const isElsewhere = saved !== known.current && saved !== text
  const isUntouched = text === known.current

  useEffect(() => {
    const own = createEditor(host.current!, saved, {
      label: 'Your answer',
      onChange: setText,
      onSave: () => latest.current(),
    })
    editor.current = own
    const isChanged = () => own.text() !== known.current
    const stay = (event: Event) => {
      if (isChanged()) event.preventDefault()
    }
    addEventListener('beforeunload', stay)
    return () => {
      removeEventListener('beforeunload', stay)
      if (isChanged()) latest.current()
      own.close()
    }
  }, [])
  useEffect(() => {
    if (isElsewhere && isUntouched) takeSaved()
  }, [saved])
  return { host, text, save, takeSaved, isElsewhere: isElsewhere && !isUntouched }
}
