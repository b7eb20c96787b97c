import { expect, test } from 'vitest'
import { readPeriod } from '../../src/graphql/statement/period.ts'

test.each([
  ['one day', '2026-11-22', '2026-11-22'],
  ['a leap year', '2024-01-01', '2024-12-31'],
  ['366 days', '2025-11-22', '2026-11-22'],
  ['the first day there is', '1900-01-01', '1900-01-31'],
  ['the last day there is', '2999-12-01', '2999-12-31'],
])('%s is a period', (_name, from, to) => {
  expect(readPeriod({ from, to })).toEqual({ from, to })
})

test.each([
  ['days in the wrong order', '2026-11-22', '2026-11-21', '`period.from` must not be after `period.to`.'],
  ['367 days', '2025-11-21', '2026-11-22', '`period` may have at most 366 days; this one has 367.'],
  ['a century', '1926-01-01', '2025-12-31', /this one has 36525/],
  ['a year of no billing', '0001-01-01', '0001-01-02', '`period` must lie between 1900-01-01 and 2999-12-31.'],
  ['the last day of four digits', '9999-12-30', '9999-12-31', '`period` must lie between 1900-01-01 and 2999-12-31.'],
])('%s is refused with a text that helps', (...[, from, to, message]) => {
  expect(() => readPeriod({ from, to })).toThrow(message)
})
