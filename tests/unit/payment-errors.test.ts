import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { ERROR_CODES } from '../../src/graphql/error-codes.ts'
import { REFUSAL_CODES } from '../../src/server/refusal.ts'

const page = readFileSync(new URL('../../docs/payments.md', import.meta.url), 'utf8')
const errors = page.slice(page.indexOf('## Errors'), page.indexOf('## Look up'))

test('what a terminal does is written of every code that can stand in `errors`, once', () => {
  const codes = [...new Set([...Object.keys(ERROR_CODES), ...REFUSAL_CODES])]
  const rows = errors.split('\n').filter((line) => line.startsWith('| '))
  const named = rows.flatMap((row) =>
    [...(row.split(' | ')[0] ?? '').matchAll(/`([A-Z0-9_]+)`/g)].map(([, code]) => code),
  )
  expect(new Set(named)).toEqual(new Set(codes))
  expect(named).toHaveLength(codes.length)
})
