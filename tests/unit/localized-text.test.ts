import { expect, test } from 'vitest'
import { textIn } from '../../src/domain/localized-text.ts'

test.each([
  [{ ru: 'Да', en: 'Yes' }, 'ru', 'Да'],
  [{ ru: 'Да', en: 'Yes' }, 'en', 'Yes'],
  [{ ru: 'Да', en: null }, 'en', 'Да'],
  [{ ru: null, en: 'Yes' }, 'ru', 'Yes'],
] as const)('S4 the text %j for a reader of %s is %s', (text, language, expected) => {
  expect(textIn(text, language)).toBe(expected)
})
