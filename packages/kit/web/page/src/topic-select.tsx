import type { AreaTopics } from './listed-claims.ts'

export interface TopicSelectProps {
  topics: readonly AreaTopics[]
  /** A concept, an area, or undefined for everything. */
  topic: string | undefined
  onChoose(topic: string | undefined): void
}

/** Chooses what claims are about. */
export function TopicSelect({ topics, topic, onChoose }: TopicSelectProps) {
  return (
    <label>
      About{' '}
      <select value={topic ?? ''} onChange={(event) => onChoose(event.target.value || undefined)}>
        <option value="">everything</option>
        {topics.map(({ area, concepts }) => (
          <optgroup key={area} label={area}>
            <option value={area}>all of {area}</option>
            {concepts.map(({ id, title }) => (
              <option key={id} value={id}>
                {title}
              </option>
            ))}
          </optgroup>
        ))}
      </select>
    </label>
  )
}
