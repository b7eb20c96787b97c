import type { OnOddity } from './oddity.ts'

/** Number, letter or word of a billing → word of ours. */
export type Codes<Word> = Readonly<Record<string, Word>>

/** The word of a code, or UNKNOWN and an oddity: an unlisted code never becomes a guess. */
export function readCode<Word extends string>(
  codes: Codes<Word>,
  code: string | number,
  note: { field: string; onOddity: OnOddity },
): Word | 'UNKNOWN' {
  const word = findCode(codes, code)
  if (word !== null) return word
  note.onOddity({ kind: 'unknown_code', field: note.field, code: String(code).slice(0, 20) })
  return 'UNKNOWN'
}

/** The word of a code, or null. */
export function findCode<Word>(codes: Codes<Word>, code: string | number): Word | null {
  // A text may be the name of something that every object has; a number is not.
  return typeof code === 'number' || Object.hasOwn(codes, code) ? (codes[code] ?? null) : null
}

/** The codes of the words, in the table's order; words without a code have none. */
export function codesOf<Word>(codes: Codes<Word>, words: readonly Word[]): readonly string[] {
  const found: string[] = []
  for (const [code, word] of Object.entries(codes)) if (words.includes(word)) found.push(code)
  return found
}

/** The code of a word, or null. */
export function codeOf<Word>(codes: Codes<Word>, word: Word): string | null {
  return codesOf(codes, [word])[0] ?? null
}
