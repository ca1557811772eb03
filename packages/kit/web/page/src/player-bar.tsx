import { speeds } from './use-player.ts'
import type { Player } from './use-player.ts'

/** Steps, plays, and sets the speed. */
export function PlayerBar({ player, beats }: { player: Player; beats: number }) {
  const { at, isPlaying, speed } = player
  const isMoving = isPlaying && at < beats
  return (
    <div className="player" role="group" aria-label="Player">
      <button type="button" onClick={player.restart} aria-label="From the start">
        |◀
      </button>
      <button
        type="button"
        onClick={() => player.goTo(at - 1)}
        disabled={at === 0}
        aria-label="Back"
      >
        ◀
      </button>
      <button type="button" onClick={player.toggle} aria-label={isMoving ? 'Pause' : 'Play'}>
        {isMoving ? '❚❚' : '▶▶'}
      </button>
      <button
        type="button"
        onClick={() => player.goTo(at + 1)}
        disabled={at === beats}
        aria-label="Next"
      >
        ▶
      </button>
      <button type="button" onClick={() => player.goTo(beats)} aria-label="To the end">
        ▶|
      </button>
      <label>
        <span className="sr-only">Speed</span>
        <select value={speed} onChange={(event) => player.setSpeed(Number(event.target.value))}>
          {speeds.map((one) => (
            <option key={one} value={one}>
              {one} a second
            </option>
          ))}
        </select>
      </label>
      <span className="quiet">
        {at} of {beats}
      </span>
    </div>
  )
}
