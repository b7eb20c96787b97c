import { expect, test } from 'vitest'
import { chooseLanguage } from '../../src/graphql/language.ts'

test.each([
  [undefined, 'en'],
  ['', 'en'],
  ['ru', 'ru'],
  ['ru-RU,ru;q=0.9,en-US;q=0.8,en;q=0.7', 'ru'],
  ['en-GB,ru;q=0.9', 'en'],
  ['de, ru;q=0.5, en;q=0.4', 'ru'],
  ['de, fr', 'en'],
  ['*', 'en'],
  ['ru;q=0, *', 'en'],
  ['en;q=0.1,ru;q=0.2', 'ru'],
  ['RU', 'ru'],
  ['en;q=nonsense,ru;q=0.1', 'ru'],
  ['ru;q=2,en;q=0.1', 'en'],
  ['rusty', 'en'],
  [`ru${' '.repeat(600)}`, 'en'],
])('Accept-Language %j is answered in %s', (header, language) => {
  expect(chooseLanguage(header)).toBe(language)
})
