import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands'
import { javascript } from '@codemirror/lang-javascript'
import {
  bracketMatching,
  HighlightStyle,
  indentOnInput,
  syntaxHighlighting,
} from '@codemirror/language'
import { EditorState } from '@codemirror/state'
import { EditorView, highlightActiveLine, keymap, lineNumbers } from '@codemirror/view'
import { tags } from '@lezer/highlight'

export interface Editor {
  text(): string
  replace(text: string): void
  close(): void
}

export interface EditorOptions {
  label: string
  onChange(text: string): void
  /** Ctrl+S, or Command+S. */
  onSave(): void
}

/**
 * Opens an editor in an element. It lives in a shadow root, because its library then adopts its
 * styles; in a document it would write a style element, which the page's policy refuses.
 */
export function createEditor(
  host: HTMLElement,
  text: string,
  { label, onChange, onSave }: EditorOptions,
): Editor {
  const root = host.shadowRoot ?? host.attachShadow({ mode: 'open' })
  const save = { key: 'Mod-s', preventDefault: true, run: () => (onSave(), true) }
  const extensions = [
    lineNumbers(),
    history(),
    indentOnInput(),
    bracketMatching(),
    highlightActiveLine(),
    EditorView.lineWrapping,
    javascript({ typescript: true }),
    syntaxHighlighting(colours),
    look,
    keymap.of([save, ...defaultKeymap, ...historyKeymap, indentWithTab]),
    EditorView.contentAttributes.of({ 'aria-label': label }),
    replacesSelection,
    EditorView.updateListener.of(({ docChanged, state }) => {
      if (docChanged) onChange(state.doc.toString())
    }),
  ]
  const view = new EditorView({
    state: EditorState.create({ doc: text, extensions }),
    parent: root,
    root,
  })
  return {
    text: () => view.state.doc.toString(),
    replace: (next) =>
      view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: next } }),
    close: () => view.destroy(),
  }
}

// A browser that types over a selection gives the new text the look of the old by an inline style,
// which the page's policy refuses.
const replacesSelection = EditorView.domEventHandlers({
  beforeinput({ inputType, data }, view) {
    const { from, to } = selectedNow(view)
    if (inputType !== 'insertText' || data === null || from === to) return false
    view.dispatch({
      changes: { from, to, insert: data },
      selection: { anchor: from + data.length },
      userEvent: 'input.type',
      scrollIntoView: true,
    })
    return true
  },
})

/** The editor hears a moment later than the browser what is selected. */
function selectedNow(view: EditorView): { from: number; to: number } {
  // A shadow root has it in some browsers only.
  const selection = (view.root as Partial<Document>).getSelection?.()
  if (!selection || selection.rangeCount === 0) return view.state.selection.main
  const { startContainer, startOffset, endContainer, endOffset } = selection.getRangeAt(0)
  return {
    from: view.posAtDOM(startContainer, startOffset),
    to: view.posAtDOM(endContainer, endOffset),
  }
}

// The page's own colours, which follow the reader's light or dark scheme.
const look = EditorView.theme({
  '&': { background: 'var(--paper)', color: 'var(--ink)', fontSize: '0.875rem' },
  '&.cm-focused': { outline: '3px solid var(--accent)', outlineOffset: '-1px' },
  '.cm-scroller': { fontFamily: 'var(--mono)', lineHeight: '1.5', maxHeight: '70vh' },
  '.cm-content': { caretColor: 'var(--ink)' },
  '.cm-gutters': { background: 'var(--panel)', color: 'var(--quiet)', borderColor: 'var(--line)' },
  '.cm-activeLine': { background: 'color-mix(in srgb, var(--accent) 8%, transparent)' },
  '.cm-matchingBracket': { background: 'color-mix(in srgb, var(--waits) 30%, transparent)' },
})

const colours = HighlightStyle.define([
  { tag: [tags.keyword, tags.operatorKeyword, tags.modifier], color: 'var(--lane-1)' },
  { tag: [tags.string, tags.special(tags.string), tags.regexp], color: 'var(--lane-0)' },
  { tag: [tags.number, tags.bool, tags.null], color: 'var(--lane-3)' },
  { tag: [tags.typeName, tags.className], color: 'var(--lane-2)' },
  { tag: tags.comment, color: 'var(--quiet)', fontStyle: 'italic' },
])
