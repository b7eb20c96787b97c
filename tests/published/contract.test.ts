import { readFileSync } from 'node:fs'
import { buildSchema } from 'graphql'
import { expect, test } from 'vitest'
import { listSourceFiles, ROOT } from '../tidy/source-files.ts'
import { listBreaks, printContract } from './contract.ts'

const earlier = `
  type Query { "Described." account(id: ID!): Account node: Int }
  type Account { number: String! nickname: String status: Status! }
  enum Status { OPEN CLOSED }
`

test('the published contract is one document with every type of schema/ and its description', () => {
  const contract = printContract()
  const types = Object.keys(buildSchema(contract).getTypeMap()).filter((name) => !name.startsWith('__'))
  const declared = listSourceFiles(['schema'], ['.graphql']).flatMap(({ text }) =>
    [...text.matchAll(/^(?:type|interface|union|enum|input|scalar) (?<name>\w+)/gm)].map(
      ({ groups }) => groups?.['name'],
    ),
  )
  expect(declared.length).toBeGreaterThan(50)
  expect(declared.filter((name) => !types.includes(String(name)))).toEqual([])
  expect(contract).toContain('"""ISO 4217 currency codes that the provider works with."""\nenum CurrencyCode {\n')
})

test.each([
  ['a field that is gone', (sdl: string) => sdl.replace('nickname: String', ''), ['Account.nickname was removed.']],
  [
    'a field that may now be null',
    (sdl: string) => sdl.replace('number: String!', 'number: String'),
    ['Account.number changed type from String! to String.'],
  ],
  [
    'an enum value that is gone',
    (sdl: string) => sdl.replace('CLOSED', ''),
    ['CLOSED was removed from enum type Status.'],
  ],
  [
    'an argument that is now required',
    (sdl: string) => sdl.replace('node: Int', 'node(id: ID!): Int'),
    ['A required arg id on Query.node was added.'],
  ],
  ['a field that is new', (sdl: string) => sdl.replace('nickname', 'balance: Int nickname'), []],
  ['a description that is new', (sdl: string) => sdl.replace('Described.', 'Described better.'), []],
])('%s is judged as a client would', (_name, change, breaks) => {
  expect(listBreaks({ earlier, present: change(earlier), deliberate: [] })).toEqual(breaks)
})

test('a break passes with a reason, and only that one', () => {
  const present = earlier.replace('nickname: String', '').replace('CLOSED', '')
  const deliberate = [{ change: 'Account.nickname was removed.', reason: 'It was never filled.' }]
  expect(listBreaks({ earlier, present, deliberate })).toEqual(['CLOSED was removed from enum type Status.'])
})

test('schema.graphql at the root is the printed contract', () => {
  expect(readFileSync(`${ROOT}schema.graphql`, 'utf8')).toBe(printContract())
})
