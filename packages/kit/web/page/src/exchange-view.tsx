import type { CSSProperties } from 'react'
import type { StageEvent } from '@lab/stage'
import { fieldText, omittedWords, partiesOf, wayWords } from '@lab/stage/exchange-words'
import './exchange.css'

type Exchange = Extract<StageEvent, { type: 'exchange' }>
type Message = Exchange['messages'][number]

/** Draws who sent what to whom: arrows between lanes, where there is no room one message below the other. */
export function ExchangeView({ exchange }: { exchange: Exchange }) {
  const parties = partiesOf(exchange)
  const gaps = Math.max(1, parties.length - 1)
  return (
    <figure className="exchange" style={{ '--gaps': gaps } as CSSProperties}>
      <figcaption>{exchange.title}</figcaption>
      <div className={`lanes gaps-${parties.length < 2 ? 'none' : Math.min(gaps, 4)}`}>
        <div className="parties" aria-hidden="true">
          {parties.map((party, lane) => (
            <span key={party} className={`lane-${lane % 4}`}>
              {party}
            </span>
          ))}
        </div>
        <div className="passing">
          <div className="lifelines" aria-hidden="true">
            {parties.map((party, lane) => (
              <span
                key={party}
                className={`lane-${lane % 4}`}
                style={{ '--place': lane } as CSSProperties}
              />
            ))}
          </div>
          <ol className="messages">
            {exchange.messages.map((message, index) => (
              <MessageItem key={index} message={message} parties={parties} />
            ))}
          </ol>
        </div>
      </div>
      {omittedWords(exchange).map((text) => (
        <p key={text} className="quiet">
          {text}
        </p>
      ))}
    </figure>
  )
}

function MessageItem({ message, parties }: { message: Message; parties: string[] }) {
  const { from, to, text, kind, outcome = 'ok', fields = [], body, atMs } = message
  const [sender, receiver] = [parties.indexOf(from), parties.indexOf(to)]
  const span = Math.max(1, Math.abs(receiver - sender))
  const place = Math.min(sender, receiver, Math.max(0, parties.length - 1 - span))
  const way = sender === receiver ? 'self' : sender < receiver ? 'forward' : 'back'
  return (
    <li
      className={`message lane-${sender % 4} is-${kind} is-${way} is-${outcome}`}
      style={{ '--place': place, '--span': span } as CSSProperties}
    >
      <span className="way" aria-hidden="true">
        {way === 'self' ? from : `${from} → ${to}`}
      </span>
      <span className="sr-only">
        {`${wayWords(message)}, ${kind}${outcome === 'error' ? ', error' : ''}: `}
      </span>
      <span className="first-line">
        {way === 'self' && <span aria-hidden="true">■ </span>}
        {outcome === 'error' && <span aria-hidden="true">✗ </span>}
        <code>{text}</code>
        {atMs !== undefined && <span className="quiet"> {Math.round(atMs)} ms</span>}
      </span>
      {way !== 'self' && <span className="arrow" aria-hidden="true" />}
      {fields.length > 0 && (
        <span className="fields">
          {fields.map((field, index) => (
            <code key={index} className="field">
              {fieldText(field)}
            </code>
          ))}
        </span>
      )}
      {body !== undefined && <code className="field body">{body}</code>}
    </li>
  )
}
