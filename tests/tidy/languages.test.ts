import { getNamedType, isEnumType, isObjectType } from 'graphql'
import { expect, test } from 'vitest'
import { ERROR_CODES } from '../../src/graphql/error-codes.ts'
import { createSchema } from '../../src/graphql/schema.ts'
import { listSourceFiles } from './source-files.ts'

/** Every place in the product where a text for people is written. */
const sources = listSourceFiles(['src/graphql', 'src/server'], ['.ts'])

interface Written {
  readonly path: string
  readonly en: string
  readonly ru: string
}

const LITERAL = String.raw`(?:'(?:[^'\\]|\\.)*'|\x60(?:[^\x60\\]|\\.)*\x60|"(?:[^"\\]|\\.)*")`
const PAIR = new RegExp(String.raw`\ben:\s*(?<en>${LITERAL}),\s*ru:\s*(?<ru>${LITERAL})`, 'g')

/** All pairs of a text in both languages. */
const texts: readonly Written[] = sources.flatMap(({ path, text }) =>
  [...text.matchAll(PAIR)].map(({ groups }) => ({ path, en: groups?.['en'] ?? '', ru: groups?.['ru'] ?? '' })),
)

test('every text is written in English and Russian, and each is in its own language', () => {
  expect(texts.length).toBeGreaterThan(100)
  for (const { path, en, ru } of texts) {
    expect([path, en]).toEqual([path, expect.not.stringMatching(/\p{Script=Cyrillic}/u)])
    expect([path, ru]).toEqual([path, expect.stringMatching(/\p{Script=Cyrillic}/u)])
    for (const text of [en, ru]) expect([path, text]).toEqual([path, expect.stringMatching(/[.!?]['`"]$/)])
  }
})

test('no text stands in one language alone', () => {
  const lonely = sources.flatMap(({ path, text }) => {
    const paired = [...text.matchAll(PAIR)].length
    const english = [...text.matchAll(new RegExp(String.raw`\ben:\s*${LITERAL}`, 'g'))].length
    const russian = [...text.matchAll(new RegExp(String.raw`\bru:\s*${LITERAL}`, 'g'))].length
    return paired === english && paired === russian ? [] : [path]
  })
  expect(lonely).toEqual([])
})

test('no message is a text that was written on the spot', () => {
  const onTheSpot = sources
    .filter(({ path }) => path.startsWith('src/graphql/') && !path.endsWith('error-codes.ts'))
    .flatMap(({ path, text }) => (/\bmessage: ['`"]/.test(text) ? [path] : []))
  expect(onTheSpot).toEqual([])
})

test('every code that a message explains has its text, and so has every error of the catalogue', () => {
  const schema = createSchema()
  const tables = sources.map(({ text }) => text).join('\n')
  const explained = Object.values(schema.getTypeMap()).flatMap((type) => {
    if (!isObjectType(type) || !('message' in type.getFields())) return []
    return Object.values(type.getFields()).flatMap((field) => {
      const named = getNamedType(field.type)
      return isEnumType(named) && /Code$|Status$/.test(named.name) ? [`${type.name} ${named.name}`] : []
    })
  })
  expect(explained.length).toBeGreaterThan(8)
  // The compiler sees to it that such a table has every code, and both languages for each.
  const missing = explained.filter((pair) => !tables.includes(`Readonly<Record<${pair.split(' ')[1]}, Text>>`))
  expect(missing).toEqual([])
  for (const [code, { message }] of Object.entries(ERROR_CODES)) {
    expect([code, message.en]).toEqual([code, expect.not.stringMatching(/\p{Script=Cyrillic}/u)])
    expect([code, message.ru]).toEqual([code, expect.stringMatching(/\p{Script=Cyrillic}/u)])
  }
})

test('the description of every message says in which language it comes, or its type does', () => {
  const schema = createSchema()
  const silent = Object.values(schema.getTypeMap()).flatMap((type) => {
    if (!isObjectType(type) || !('message' in type.getFields())) return []
    const description = type.getFields()['message']?.description ?? ''
    return description.includes('Accept-Language') ? [] : [type.name]
  })
  expect(silent).toEqual([])
})

test('the header is read at the edge alone', () => {
  const readers = sources.filter(({ text }) => /accept-language/.test(text)).map(({ path }) => path)
  expect(readers.every((path) => path.startsWith('src/server/'))).toBe(true)
  expect(readers.length).toBeGreaterThan(0)
})
