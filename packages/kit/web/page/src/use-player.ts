import { useEffect, useState } from 'react'

export const speeds = [1, 2, 4, 8] as const

export interface Player {
  /** How many beats are shown. */
  at: number
  isPlaying: boolean
  /** Beats a second. */
  speed: number
  setSpeed(speed: number): void
  toggle(): void
  /** Shows so many beats and stops there. */
  goTo(at: number): void
  restart(): void
}

const calm = matchMedia('(prefers-reduced-motion: reduce)')

/**
 * Shows beats one after the other, at a speed at which a person can follow.
 *
 * @param key A new one starts again.
 */
export function usePlayer(beats: number, key: unknown): Player {
  const [shown, setShown] = useState({ key, at: 0, isPlaying: true })
  const [speed, setSpeed] = useState(2)
  const now = shown.key === key ? shown : { key, at: 0, isPlaying: true }
  // A reader who wants no motion gets the end at once, and steps by hand.
  const at = calm.matches && now.isPlaying ? beats : Math.min(now.at, beats)
  const isPlaying = now.isPlaying && !calm.matches

  useEffect(() => {
    if (!isPlaying || at >= beats) return
    const waitMs = at === 0 ? 0 : 1000 / speed
    const timer = setTimeout(() => setShown({ key, at: at + 1, isPlaying: true }), waitMs)
    return () => clearTimeout(timer)
  }, [at, beats, isPlaying, key, speed])

  return {
    at,
    isPlaying,
    speed,
    setSpeed,
    toggle: () => setShown({ key, at: at >= beats ? 0 : at, isPlaying: !isPlaying || at >= beats }),
    goTo: (next) => setShown({ key, at: Math.max(0, Math.min(next, beats)), isPlaying: false }),
    restart: () => setShown({ key, at: 0, isPlaying: true }),
  }
}
