/** The smallest zip file: the end of a directory without entries. */
export function emptyZip(): Buffer {
  const zip = Buffer.alloc(22)
  zip.writeUInt32LE(0x06_05_4b_50)
  return zip
}
