/** More different words of one topic are not found by. */
const MAX_WORDS = 300
const MAX_WORD_CHARACTERS = 30

/** More words of a search would each cost a look into the index. */
const MAX_SEARCHED_WORDS = 5

/** Fewer letters begin too many words. */
const MIN_SEARCHED_CHARACTERS = 3

/** The words that a topic is found by: in small letters, each once; Russian "ё" is written as "е" by half of all people. */
export function listForumWords(text: string): readonly string[] {
  return [...new Set(wordsIn(text))].slice(0, MAX_WORDS)
}

/** The beginnings of words that somebody looks for, or null when there is nothing to look for, or too much. */
export function readForumSearch(text: string): readonly string[] | null {
  const words = [...new Set(wordsIn(text))].filter((word) => Array.from(word).length >= MIN_SEARCHED_CHARACTERS)
  return words.length > 0 && words.length <= MAX_SEARCHED_WORDS ? words : null
}

function wordsIn(text: string): readonly string[] {
  const found =
    text
      .normalize('NFKC')
      .toLowerCase()
      .replaceAll('ё', 'е')
      .match(/[\p{L}\p{N}]+/gu) ?? []
  return found.map((word) => Array.from(word).slice(0, MAX_WORD_CHARACTERS).join(''))
}
