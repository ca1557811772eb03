/** A file that the page may show. */
export interface SourceFile {
  /** Inside the workspace, as the call sites of moments name it. */
  file: string
  text: string
}
