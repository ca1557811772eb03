import { inflateRawSync } from 'node:zlib'

export interface ZipEntry {
  name: string
  sizeBytes: number
  read(): Buffer
}

const endSignature = 0x06_05_4b_50
const entrySignature = 0x02_01_4b_50
const endSizeBytes = 22
const entrySizeBytes = 46
const localHeaderSizeBytes = 30
const deflated = 8

/**
 * Lists the entries of a zip file, which a jar is.
 * The format is in APPNOTE.TXT of PKWARE; without zip64 and encryption.
 */
export function readZip(file: Buffer): ZipEntry[] {
  const end = findEnd(file)
  const count = file.readUInt16LE(end + 10)
  const entries: ZipEntry[] = []
  let offset = file.readUInt32LE(end + 16)
  for (let index = 0; index < count; index += 1) {
    if (file.readUInt32LE(offset) !== entrySignature)
      throw new Error('Cannot read zip: broken directory')
    const nameLength = file.readUInt16LE(offset + 28)
    const extraLength = file.readUInt16LE(offset + 30)
    const commentLength = file.readUInt16LE(offset + 32)
    entries.push(describeEntry(file, offset, nameLength))
    offset += entrySizeBytes + nameLength + extraLength + commentLength
  }
  return entries
}

function describeEntry(file: Buffer, offset: number, nameLength: number): ZipEntry {
  const method = file.readUInt16LE(offset + 10)
  const packedBytes = file.readUInt32LE(offset + 20)
  const sizeBytes = file.readUInt32LE(offset + 24)
  const local = file.readUInt32LE(offset + 42)
  return {
    name: file.toString('utf8', offset + entrySizeBytes, offset + entrySizeBytes + nameLength),
    sizeBytes,
    read() {
      const start =
        local + localHeaderSizeBytes + file.readUInt16LE(local + 26) + file.readUInt16LE(local + 28)
      const packed = file.subarray(start, start + packedBytes)
      return method === deflated ? inflateRawSync(packed) : packed
    },
  }
}

function findEnd(file: Buffer): number {
  for (let offset = file.length - endSizeBytes; offset >= 0; offset -= 1) {
    if (file.readUInt32LE(offset) === endSignature) return offset
  }
  throw new Error('Cannot read zip: no directory')
}
