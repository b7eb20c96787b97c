import { readFileSync } from 'node:fs'
import { buildSchema, isEnumType } from 'graphql'
import { expect, test } from 'vitest'
import { printContract } from './contract.ts'

const page = readFileSync(new URL('../../docs/payments.md', import.meta.url), 'utf8')
const schema = buildSchema(printContract())

test.each([
  'PaymentRefusalCode',
  'CancellationRefusalCode',
  'RegistryRefusalCode',
  'RegistryVerdict',
  'RegistryJudge',
  'PartnerPaymentState',
])('the page of payments explains every word of %s', (name) => {
  const type = schema.getType(name)
  const words = isEnumType(type) ? type.getValues().map((value) => value.name) : []
  expect(words.length).toBeGreaterThan(1)
  expect(words.filter((word) => !new RegExp(`\`(?:judgedBy: )?${word}\``).test(page))).toEqual([])
})
