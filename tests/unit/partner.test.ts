import { assert, constantFrom, property, string, stringMatching, tuple } from 'fast-check'
import { expect, test } from 'vitest'
import { CHECKOUT_REFERENCE_LENGTH, checkoutReference, isCheckoutReference } from '../../src/domain/checkout.ts'
import type { Money } from '../../src/domain/money.ts'
import { isPartnerId, judgeAmount, referenceFor } from '../../src/domain/partner.ts'
import {
  canMakeTheSame,
  isExternalId,
  isReferenceTemplate,
  writeReference,
} from '../../src/domain/reference-template.ts'
import { partnerOf } from '../support/partners.ts'

const limits = {
  minAmount: { minorUnits: 100n, currency: 'RUB' },
  maxAmount: { minorUnits: 1_000n, currency: 'RUB' },
  maxAmountPerDay: { minorUnits: 5_000n, currency: 'RUB' },
  maxPaymentsPerMinute: 3,
  maxMissesPerHour: 200,
} as const
const rub = (minorUnits: bigint): Money => ({ minorUnits, currency: 'RUB' })

test.each([
  ['the smallest amount', rub(100n)],
  ['the largest amount', rub(1_000n)],
])('%s is within the limits', (_what, amount) => {
  expect(judgeAmount({ limits }, amount)).toBeNull()
})

test.each([
  ['AMOUNT_TOO_SMALL', rub(99n)],
  ['AMOUNT_TOO_SMALL', rub(0n)],
  ['AMOUNT_TOO_SMALL', rub(-500n)],
  ['AMOUNT_TOO_LARGE', rub(1_001n)],
  ['CURRENCY_NOT_TAKEN', { minorUnits: 100n, currency: 'USD' } as const],
])('%s is what is beyond a limit', (reason, amount) => {
  expect(judgeAmount({ limits }, amount)).toBe(reason)
})

test('the reference of a payment is its id within the literal text of the template', () => {
  expect(referenceFor(partnerOf({ referenceTemplate: '{externalId}' }), 'T-000123')).toBe('T-000123')
  expect(referenceFor(partnerOf({ referenceTemplate: 'bank/{externalId}#1' }), 'T-000123')).toBe('bank/T-000123#1')
})

test.each(['', ' ', 'a b', 'a/b', 'ы', 'x'.repeat(65), '{externalId}', '$&'])(
  'the text %j is no external id',
  (text) => {
    expect(isExternalId(text)).toBe(false)
    expect(() => writeReference('{externalId}', text)).toThrow(RangeError)
  },
)

test.each([
  '',
  'x',
  '{externalId}{externalId}',
  '{externalid}',
  'a b{externalId}',
  `${'x'.repeat(33)}{externalId}`,
  'ы{externalId}',
])('the text %j is no template', (text) => {
  expect(isReferenceTemplate(text)).toBe(false)
})

test.each([
  ['{externalId}', '{externalId}', true],
  ['{externalId}', 'bank-{externalId}', true],
  ['{externalId}', 'bank/{externalId}', false],
  ['bank/{externalId}', 'kiosk/{externalId}', false],
  ['bank-{externalId}', 'BANK-{externalId}', true],
  ['bank-{externalId}', 'bank-kiosk-{externalId}', true],
  ['bank-{externalId}', 'kiosk-{externalId}', false],
  ['{externalId}-a', '{externalId}-b', false],
  ['{externalId}-a', 'a-{externalId}', true],
  ['a{externalId}', '{externalId}#b', false],
  ['a#{externalId}', '{externalId}#b', true],
  ['a#{externalId}', 'a{externalId}b', false],
  ['a#{externalId}b', '{externalId}#cb', true],
])('%s beside %s: could be the same reference: %s', (left, right, expected) => {
  expect(canMakeTheSame(left, right)).toBe(expected)
  expect(canMakeTheSame(right, left)).toBe(expected)
})

/** Short texts over few letters, so that what can meet does meet. */
const literal = string({ unit: constantFrom('a', 'b', '/'), maxLength: 2 })
const template = tuple(literal, literal).map(([prefix, suffix]) => `${prefix}{externalId}${suffix}`)

test('templates that are told apart never make the same reference, and those that are not do', () => {
  const ids = listTexts(['a', 'b'], 6)
  assert(
    property(template, template, (left, right) => {
      const references = new Set(ids.map((id) => writeReference(left, id)))
      const meet = ids.some((id) => references.has(writeReference(right, id)))
      expect(canMakeTheSame(left, right)).toBe(meet)
    }),
    { numRuns: 300 },
  )
})

test('one partner never makes the same reference of two ids', () => {
  const id = stringMatching(/^[A-Za-z0-9._:-]{1,64}$/)
  assert(
    property(template, id, id, (text, one, other) => {
      const partner = partnerOf({ referenceTemplate: text })
      expect(referenceFor(partner, one) === referenceFor(partner, other)).toBe(one === other)
    }),
  )
})

test.each([
  ['demo-terminal', true],
  ['a1', true],
  ['x'.repeat(40), true],
  ['x'.repeat(41), false],
  ['a', false],
  ['1a', false],
  ['Bank', false],
  ['a--b', false],
  ['a-', false],
  ['банк', false],
])('%s is the id of a partner: %s', (text, expected) => {
  expect(isPartnerId(text)).toBe(expected)
})

function listTexts(letters: readonly string[], maxLength: number): readonly string[] {
  let last: readonly string[] = ['']
  const all: string[] = []
  for (let length = 1; length <= maxLength; length += 1) {
    last = last.flatMap((text) => letters.map((letter) => text + letter))
    all.push(...last)
  }
  return all
}

test('P3 no template, and so no partner, can make the reference of a payment of the cabinet', () => {
  const id = '01a22245-6fce-7ff5-9527-9a3d509581cd'
  const reference = checkoutReference(id)
  expect([reference, reference.length]).toEqual(['cab~01a222456fce7ff595279a3d509581cd', CHECKOUT_REFERENCE_LENGTH])
  expect([isCheckoutReference(reference), isCheckoutReference('cab~1'), isCheckoutReference(id)]).toEqual([
    true,
    false,
    false,
  ])
  assert(
    property(string({ unit: 'binary-ascii' }), (text) => {
      // Neither what partners call a payment nor what stands around it can hold the sign.
      expect(isExternalId(`${text}~`)).toBe(false)
      expect(isReferenceTemplate(`cab~${text}{externalId}`)).toBe(false)
      expect(isReferenceTemplate(`{externalId}~${text}`)).toBe(false)
    }),
  )
})
