import { useState } from 'react'
import type { PointerEvent, RefObject } from 'react'

export interface ChipDrag {
  from: number
  /** Where it would be dropped: before the chip that is there now. */
  gap: number
  dx: number
  dy: number
}

const slack = 5

/** Drags one of a row of chips, also over several lines. Escape lets it go where it was. */
export function useChipDrag(
  row: RefObject<HTMLElement | null>,
  onDrop: (from: number, gap: number) => void,
) {
  const [held, setHeld] = useState<
    (ChipDrag & { x: number; y: number; moves: boolean }) | undefined
  >(undefined)
  const handlers = (index: number) => ({
    onPointerDown(event: PointerEvent<HTMLElement>) {
      if (event.button !== 0) return
      event.currentTarget.setPointerCapture(event.pointerId)
      const { clientX: x, clientY: y } = event
      setHeld({ from: index, gap: index, dx: 0, dy: 0, x, y, moves: false })
    },
    onPointerMove(event: PointerEvent<HTMLElement>) {
      if (held === undefined || row.current === null) return
      const dx = event.clientX - held.x
      const dy = event.clientY - held.y
      const moves = held.moves || Math.hypot(dx, dy) > slack
      const gap = moves ? gapAt(row.current, event.clientX, event.clientY, held.from) : held.gap
      setHeld({ ...held, dx, dy, moves, gap })
    },
    onPointerUp() {
      setHeld(undefined)
      if (held?.moves) onDrop(held.from, held.gap)
    },
    onPointerCancel: () => setHeld(undefined),
    onLostPointerCapture: () => setHeld(undefined),
    onKeyDownCapture(event: { key: string }) {
      if (event.key === 'Escape') setHeld(undefined)
    },
  })
  return { drag: held?.moves ? held : undefined, handlers }
}

/** The gap that the pointer is nearest to, in reading order. */
function gapAt(row: HTMLElement, x: number, y: number, dragged: number): number {
  const chips = [...row.querySelectorAll<HTMLElement>('li')]
  for (const [index, chip] of chips.entries()) {
    if (chip.classList.contains('last-gap')) return index
    const box = chip.getBoundingClientRect()
    if (y < box.top && index > 0) return index
    if (y <= box.bottom && x < box.left + box.width / 2) return index
  }
  return dragged
}
