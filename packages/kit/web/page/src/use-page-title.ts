import { useEffect } from 'react'

const site = 'Backend Lab'

/** Names the tab as long as this part of the page is shown. */
export function usePageTitle(name: string): void {
  useEffect(() => {
    document.title = `${name} · ${site}`
    return () => {
      document.title = site
    }
  }, [name])
}
