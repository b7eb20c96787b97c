/** The charsets that the old billing can read and write. */
export type Charset = 'utf-8' | 'windows-1251'

const CYRILLIC_BYTES = new Map<string, number>()
for (let byte = 0x80; byte <= 0xff; byte++) {
  // 0x98 is no character of windows-1251.
  if (byte !== 0x98) CYRILLIC_BYTES.set(new TextDecoder('windows-1251').decode(Uint8Array.of(byte)), byte)
}

/** A charset name as it stands in a header or a declaration → one that we know, or null. */
export function readCharset(name: string): Charset | null {
  const known = name.trim().toLowerCase()
  if (known === 'utf-8' || known === 'utf8') return 'utf-8'
  return known === 'windows-1251' || known === 'cp1251' ? 'windows-1251' : null
}

/** XML text → bytes. In windows-1251 a character without a place becomes a character reference. */
export function encodeXml(xml: string, charset: Charset): Buffer {
  if (charset === 'utf-8') return Buffer.from(xml, 'utf8')
  return encodeCyrillic(xml, (character) => `&#${character.codePointAt(0) ?? 63};`)
}

/** Any text → windows-1251 bytes; a character without a place is written as `substitute` says. */
export function encodeCyrillic(value: string, substitute: (character: string) => string): Buffer {
  const bytes: number[] = []
  for (const character of value) {
    const byte = byteOf(character)
    if (byte === undefined) bytes.push(...Buffer.from(substitute(character), 'ascii'))
    else bytes.push(byte)
  }
  return Buffer.from(bytes)
}

/** Bytes → text; null when they are no text in that charset. */
export function decodeBytes(bytes: Buffer, charset: Charset): string | null {
  try {
    return new TextDecoder(charset, { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}

function byteOf(character: string): number | undefined {
  const point = character.codePointAt(0) ?? 0
  return point < 0x80 ? point : CYRILLIC_BYTES.get(character)
}
