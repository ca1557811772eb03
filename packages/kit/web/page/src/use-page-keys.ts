import { useEffect } from 'react'

/** Hears keys wherever the focus is, but those of a field and those of the browser. */
export function usePageKeys(press: (event: KeyboardEvent) => void): void {
  useEffect(() => {
    const hear = (event: KeyboardEvent) => {
      if (event.target instanceof HTMLElement && event.target.closest('input, select, textarea'))
        return
      if (event.ctrlKey || event.metaKey || event.altKey) return
      press(event)
    }
    addEventListener('keydown', hear)
    return () => removeEventListener('keydown', hear)
  })
}
