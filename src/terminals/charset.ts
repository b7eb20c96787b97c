import type { TerminalCharset } from '../domain/terminal.ts'

const STRICT_UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
const WINDOWS_1251 = new TextDecoder('windows-1251')

/** The byte of each character that windows-1251 has. */
const BYTES: ReadonlyMap<string, number> = new Map(
  Array.from({ length: 256 }, (_, byte) => [WINDOWS_1251.decode(Uint8Array.of(byte)), byte]),
)

/** Null when the bytes are no text of the charset. */
export function decode(bytes: Uint8Array, charset: TerminalCharset): string | null {
  if (charset === 'windows-1251') return WINDOWS_1251.decode(bytes)
  try {
    return STRICT_UTF8.decode(bytes)
  } catch {
    return null
  }
}

/** The bytes of an XML document. A character that the charset does not have becomes a reference, which every reader knows. */
export function encodeXml(xml: string, charset: TerminalCharset): Uint8Array {
  if (charset === 'utf-8') return Buffer.from(xml, 'utf8')
  const bytes: number[] = []
  for (const character of xml) {
    const byte = BYTES.get(character)
    if (byte !== undefined) bytes.push(byte)
    else bytes.push(...Buffer.from(`&#${character.codePointAt(0)};`, 'latin1'))
  }
  return Uint8Array.from(bytes)
}
