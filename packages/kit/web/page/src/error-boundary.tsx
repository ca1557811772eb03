import { Component } from 'react'
import type { ReactNode } from 'react'
import { linkTo } from './route.ts'

interface BoundaryState {
  /** Why nothing can be drawn. */
  problem: string | undefined
}

/** Says what went wrong where React would leave a blank page, and leads back. React wants a class. */
export class ErrorBoundary extends Component<{ children: ReactNode }, BoundaryState> {
  override state: BoundaryState = { problem: undefined }

  static getDerivedStateFromError(thrown: unknown): BoundaryState {
    return { problem: thrown instanceof Error ? thrown.message : String(thrown) }
  }

  // Another address shows something else.
  readonly #tryAgain = () => this.setState({ problem: undefined })

  override componentDidMount() {
    addEventListener('hashchange', this.#tryAgain)
  }

  override componentWillUnmount() {
    removeEventListener('hashchange', this.#tryAgain)
  }

  override render() {
    const { problem } = this.state
    if (problem === undefined) return this.props.children
    return (
      <main>
        <h1>This page cannot be shown</h1>
        <p role="alert">{problem}</p>
        <p>
          <a href={linkTo()}>All concepts</a>{' '}
          <button type="button" onClick={() => location.reload()}>
            Load it again
          </button>
        </p>
      </main>
    )
  }
}
