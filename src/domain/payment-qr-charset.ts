/** The charsets that GOST R 56042-2014 knows. */
export type PaymentQrCharset = 'windows-1251' | 'utf-8' | 'koi8-r'

const SINGLE_BYTES: Readonly<Record<Exclude<PaymentQrCharset, 'utf-8'>, ReadonlyMap<string, number>>> = {
  'windows-1251': readTable('windows-1251'),
  'koi8-r': readTable('koi8-r'),
}

/** What stands for a character that a charset does not have, where something does. */
const SUBSTITUTES: Readonly<Record<string, string>> = {
  '«': '"',
  '»': '"',
  '“': '"',
  '”': '"',
  '„': '"',
  '‘': "'",
  '’': "'",
  '–': '-',
  '—': '-',
  '−': '-',
  '№': 'N',
  '…': '...',
}

/** The text with nothing in it that the charset does not have: lookalikes, and question marks where there are none. */
export function fitCharset(text: string, charset: PaymentQrCharset): string {
  if (charset === 'utf-8') return text
  const table = SINGLE_BYTES[charset]
  let fitting = ''
  for (const character of text) fitting += table.has(character) ? character : (SUBSTITUTES[character] ?? '?')
  return fitting
}

/** The bytes of a text that fits. */
export function encodeCharset(text: string, charset: PaymentQrCharset): Uint8Array {
  if (charset === 'utf-8') return new TextEncoder().encode(text)
  const table = SINGLE_BYTES[charset]
  return Uint8Array.from(text, (character) => table.get(character) ?? QUESTION_MARK)
}

const QUESTION_MARK = 0x3f

/** Every printing character of a charset with its byte; control characters are no part of a value. */
function readTable(charset: 'windows-1251' | 'koi8-r'): ReadonlyMap<string, number> {
  const characters = new TextDecoder(charset).decode(Uint8Array.from({ length: 256 }, (_, byte) => byte))
  return new Map(
    Array.from(characters).flatMap((character, byte) => (/\p{Cc}/u.test(character) ? [] : [[character, byte]])),
  )
}
