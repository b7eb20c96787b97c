import { StoreError } from './error.ts'

/** Reads a stored word of a closed list. The compiler sees to it that no word is missing. */
export function createWordReader<Word extends string>(
  what: string,
  column: string,
  words: Readonly<Record<Word, true>>,
): (text: string) => Word {
  const isWord = (text: string): text is Word => Object.hasOwn(words, text)
  return (text) => {
    if (isWord(text)) return text
    throw new StoreError(
      'STORE_CORRUPT',
      `A stored ${what} has an unreadable ${column}. A newer program may have written it: run that one.`,
    )
  }
}
