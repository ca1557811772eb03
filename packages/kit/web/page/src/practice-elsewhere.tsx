import { usePageTitle } from './use-page-title.ts'

/** Says in a recording why there is no practice here, and where there is. */
export function PracticeElsewhere() {
  usePageTitle('Practice')
  return (
    <main>
      <h1>Practice</h1>
      <p>
        You write the fix yourself, and each save is judged in every order, on real servers. After a
        pass you see what people also answer, each with the order that breaks it.
      </p>
      <p>
        This page is a recording: it has no servers, so it judges no answer and shows none. In a
        clone of the lab:
      </p>
      <ul>
        <li>
          <code>./lab web</code> has all of it in the browser.
        </li>
        <li>
          <code>./lab practice</code> has it in a terminal, with your own editor.
        </li>
      </ul>
    </main>
  )
}
