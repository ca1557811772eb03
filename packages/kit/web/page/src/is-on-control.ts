/** Whether what is focused hears Enter and the space bar itself. */
export function isOnControl({ target }: Event): boolean {
  return target instanceof HTMLElement && target.closest('button, a, summary') !== null
}
