import { type GraphQLScalarType, Kind } from 'graphql'
import { expect, test } from 'vitest'
import { formatInstant } from '../../src/domain/date.ts'
import { DateScalar, DateTime, Decimal } from '../../src/graphql/scalars.ts'

const GOOD: readonly (readonly [GraphQLScalarType, readonly string[]])[] = [
  [DateTime, ['2026-11-22T13:00:00.000+03:00', '2026-11-22T10:00:00Z', '2024-02-29T23:59:59.1-11:30']],
  [DateScalar, ['2026-11-22', '2024-02-29']],
  [Decimal, ['600.45', '-0.05', '0.00', '999999999999999.99']],
]

const BAD: readonly (readonly [GraphQLScalarType, readonly unknown[]])[] = [
  [
    DateTime,
    ['2026-11-22', '2026-11-22T13:00:00', '2026-02-30T13:00:00Z', '2026-11-22T24:00:00Z', '2026-11-22 13:00:00Z', 0],
  ],
  [DateScalar, ['2026-02-29', '2026-13-01', '22.11.2026', '0000-00-00', '2026-11-22T00:00:00Z', 20_261_122, null]],
  [Decimal, ['600', '600.4', '600.455', '600,45', '+600.45', '1e3', '.45', '007.00', '', 600.45, 600]],
]

for (const [scalar, values] of GOOD) {
  test.each(values)(`${scalar.name} takes %j and gives it back unchanged`, (value) => {
    expect(scalar.parseValue(value)).toBe(value)
    expect(scalar.parseLiteral({ kind: Kind.STRING, value })).toBe(value)
    expect(scalar.serialize(value)).toBe(value)
  })
}

for (const [scalar, values] of BAD) {
  test.each(values)(`${scalar.name} refuses %j in both directions`, (value) => {
    expect(() => scalar.parseValue(value)).toThrow(`${scalar.name} must be`)
    expect(() => scalar.serialize(value)).toThrow('A resolver gave')
  })
}

test('Decimal refuses a number literal, which may have lost digits before', () => {
  expect(() => Decimal.parseLiteral({ kind: Kind.FLOAT, value: '600.45' })).toThrow('Decimal must be')
})

test.each([
  ['2026-11-22T10:00:00.000Z', 'Europe/Moscow', '2026-11-22T13:00:00.000+03:00'],
  ['2010-07-01T10:00:00.500Z', 'Europe/Moscow', '2010-07-01T14:00:00.500+04:00'],
  ['2026-11-22T10:00:00.000Z', 'UTC', '2026-11-22T10:00:00.000+00:00'],
  ['2026-11-22T10:00:00.000Z', 'America/St_Johns', '2026-11-22T06:30:00.000-03:30'],
  ['2026-03-29T00:59:59.999Z', 'Europe/Berlin', '2026-03-29T01:59:59.999+01:00'],
  ['2026-03-29T01:00:00.000Z', 'Europe/Berlin', '2026-03-29T03:00:00.000+02:00'],
  ['2026-12-31T22:00:00.000Z', 'Asia/Vladivostok', '2027-01-01T08:00:00.000+10:00'],
])('the instant %s reads in %s as %s', (instant, timeZone, text) => {
  expect(formatInstant(Date.parse(instant), timeZone)).toBe(text)
  expect(DateTime.serialize(text)).toBe(text)
})

test('an instant that RFC 3339 cannot tell is refused, also right after it was written', () => {
  const text = formatInstant(Date.UTC(12_026, 0, 1), 'UTC')
  expect(() => DateTime.serialize(text)).toThrow('A resolver gave')
})
