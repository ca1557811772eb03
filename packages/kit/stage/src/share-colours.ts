/**
 * From no order to all orders: blue-green to vermilion, which the common kinds of colour blindness
 * tell apart, over greys. Each text is at least 4.5:1 against its ground.
 */
export const shareColours = [
  { light: { ground: '#00614a', text: '#ffffff' }, dark: { ground: '#5fd1ac', text: '#0d1117' } },
  { light: { ground: '#a9d6c8', text: '#1b1f23' }, dark: { ground: '#1f5f4e', text: '#ffffff' } },
  { light: { ground: '#d9d9d4', text: '#1b1f23' }, dark: { ground: '#4a535c', text: '#ffffff' } },
  { light: { ground: '#f2b498', text: '#1b1f23' }, dark: { ground: '#8a3d22', text: '#ffffff' } },
  { light: { ground: '#a8320f', text: '#ffffff' }, dark: { ground: '#ff9d7a', text: '#0d1117' } },
] as const
