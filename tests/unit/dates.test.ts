import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { DateError, formatInstant, isDay, nextDay, readLegacyDay, readLegacyInstant } from '../../src/domain/date.ts'

const MOSCOW = 'Europe/Moscow'
const BERLIN = 'Europe/Berlin'
const at = (text: string) => Date.parse(text)

const read = (text: string) => {
  try {
    return readLegacyInstant(text, BERLIN)
  } catch (error) {
    if (!(error instanceof DateError)) throw error
    return 'refused'
  }
}

const part = (max: number) => fc.integer({ min: 0, max }).map((value) => String(value).padStart(2, '0'))

describe('Q11 dates without a zone', () => {
  test('the commonest form is read at once exactly as it is read by its pattern', () => {
    const text = fc
      .tuple(fc.integer({ min: 1890, max: 2110 }), part(13), part(32), part(25), part(61), part(61))
      .map(([year, month, day, hour, minute, second]) => `${year}-${month}-${day} ${hour}:${minute}:${second}`)
    const spoilt = fc
      .tuple(text, fc.nat(18), fc.constantFrom(...'0123456789-: T/٣x'.split('')))
      .map(([whole, at, character]) => whole.slice(0, at) + character + whole.slice(at + 1))
    const seen = new Set<string>()
    fc.assert(
      fc.property(fc.oneof(text, spoilt), (given) => {
        seen.add(typeof read(given))
        // A blank in front leaves it to the patterns.
        expect(read(given)).toBe(read(` ${given}`))
      }),
      { numRuns: 5000 },
    )
    expect(seen).toEqual(new Set(['number', 'string']))
  })

  test.each([
    ['2026-11-22 13:00:00', '2026-11-22T10:00:00Z'],
    ['2026-11-22T13:00:00', '2026-11-22T10:00:00Z'],
    ['2026-11-22', '2026-11-21T21:00:00Z'],
    ['20261122130000', '2026-11-22T10:00:00Z'],
    ['22.11.2026_13:00:00', '2026-11-22T10:00:00Z'],
    ['22.11.2026 13:00:00', '2026-11-22T10:00:00Z'],
    ['22.11.2026', '2026-11-21T21:00:00Z'],
    ['1795341600', '2026-11-22T10:00:00Z'],
    ['999999999', '2001-09-09T01:46:39Z'],
    ['1795341600123', '2026-11-22T10:00:00.123Z'],
    ['2024-02-29 00:00:00', '2024-02-28T21:00:00Z'],
    ['2012-06-01 12:00:00', '2012-06-01T08:00:00Z'],
  ])('%s in Moscow is %s', (text, instant) => {
    expect(readLegacyInstant(text, MOSCOW)).toBe(at(instant))
  })

  test.each([
    '',
    ' ',
    'No',
    '0',
    '0000-00-00',
    '0000-00-00 00:00:00',
    '00000000000000',
    '00.00.0000',
    '00.00.0000_00:00:00',
  ])('%j is a date that the billing has lost', (text) => {
    expect(readLegacyInstant(text, MOSCOW)).toBeNull()
    expect(readLegacyDay(text, MOSCOW)).toBeNull()
  })

  test.each([
    '2026-02-30',
    '2025-02-29 10:00:00',
    '2026-13-01',
    '2026-00-10',
    '2026-11-00',
    '2026-11-22 24:00:00',
    '2026-11-22 23:60:00',
    '2026-11-22 23:59:60',
    '0001-01-01',
    '32.01.2026 00:00:00',
    '20261301000000',
    '2026-11-22T13:00:00Z',
    '2026-11-22T13:00:00+03:00',
    '22/11/2026',
    '11.22.2026 13:00:00',
    '12345',
    'yesterday',
    '-1',
    '1e9',
  ])('%j is refused with a DateError that does not quote it', (text) => {
    expect(() => readLegacyInstant(text, MOSCOW)).toThrow(DateError)
    expect(() => readLegacyInstant(text, MOSCOW)).not.toThrow(text)
  })

  test('a local time that occurs twice is the first of the two', () => {
    expect(readLegacyInstant('2026-10-25 02:30:00', BERLIN)).toBe(at('2026-10-25T00:30:00Z'))
    expect(readLegacyInstant('2014-10-26 01:30:00', MOSCOW)).toBe(at('2014-10-25T21:30:00Z'))
  })

  test('a local time that the clock change skips is moved on by the change', () => {
    expect(readLegacyInstant('2026-03-29 02:30:00', BERLIN)).toBe(at('2026-03-29T01:30:00Z'))
  })

  test('the hours around clock changes are exact', () => {
    expect(readLegacyInstant('2026-03-29 01:59:59', BERLIN)).toBe(at('2026-03-29T00:59:59Z'))
    expect(readLegacyInstant('2026-03-29 03:00:00', BERLIN)).toBe(at('2026-03-29T01:00:00Z'))
    expect(readLegacyInstant('2026-10-25 01:59:59', BERLIN)).toBe(at('2026-10-24T23:59:59Z'))
    expect(readLegacyInstant('2026-10-25 03:00:00', BERLIN)).toBe(at('2026-10-25T02:00:00Z'))
  })

  test('the day of an instant is the day in the zone', () => {
    expect(readLegacyDay('2026-11-22 00:30:00', MOSCOW)).toBe('2026-11-22')
    expect(readLegacyDay('22.11.2026_23:59:59', MOSCOW)).toBe('2026-11-22')
    expect(readLegacyDay(String(at('2026-11-21T21:30:00Z') / 1000), MOSCOW)).toBe('2026-11-22')
    expect(readLegacyDay(String(at('2026-11-21T21:30:00Z') / 1000), 'America/New_York')).toBe('2026-11-21')
  })

  test('a zone that nobody knows is a RangeError', () => {
    expect(() => readLegacyInstant('2026-11-22', 'Mars/Olympus')).toThrow(RangeError)
  })
})

describe('instants shown', () => {
  test.each([
    ['2026-11-22T10:00:00Z', MOSCOW, '2026-11-22T13:00:00.000+03:00'],
    ['2026-11-22T10:00:00.5Z', MOSCOW, '2026-11-22T13:00:00.500+03:00'],
    ['2026-07-01T10:00:00Z', BERLIN, '2026-07-01T12:00:00.000+02:00'],
    ['2026-11-22T10:00:00Z', 'America/St_Johns', '2026-11-22T06:30:00.000-03:30'],
    ['2026-11-22T10:00:00Z', 'Asia/Kathmandu', '2026-11-22T15:45:00.000+05:45'],
    ['2026-11-22T10:00:00Z', 'UTC', '2026-11-22T10:00:00.000+00:00'],
    ['2026-12-31T22:00:00Z', MOSCOW, '2027-01-01T01:00:00.000+03:00'],
    ['2026-11-22T10:05:09.007Z', MOSCOW, '2026-11-22T13:05:09.007+03:00'],
    ['+012026-11-22T10:00:00Z', 'UTC', '+012026-11-22T10:00:00.000+00:00'],
  ])('%s in %s is %s', (instant, timeZone, text) => {
    expect(formatInstant(at(instant), timeZone)).toBe(text)
  })

  test('what is shown is the same instant, in every zone and on every side of a clock change', () => {
    const zones = fc.constantFrom(
      MOSCOW,
      BERLIN,
      'America/St_Johns',
      'Australia/Lord_Howe',
      'Asia/Kamchatka',
      'Asia/Kolkata',
    )
    const instants = fc.integer({ min: at('1980-01-01T00:00:00Z'), max: at('2060-01-01T00:00:00Z') })
    fc.assert(
      fc.property(zones, instants, (timeZone, instant) => {
        expect(at(formatInstant(instant, timeZone))).toBe(instant)
      }),
      { numRuns: 500 },
    )
  })

  test('a local time that is shown is read as the same time again', () => {
    const zones = fc.constantFrom(MOSCOW, BERLIN, 'America/St_Johns', 'Australia/Lord_Howe', 'Asia/Kamchatka')
    const seconds = fc.integer({ min: at('1980-01-01T00:00:00Z') / 1000, max: at('2060-01-01T00:00:00Z') / 1000 })
    fc.assert(
      fc.property(zones, seconds, (timeZone, second) => {
        const local = formatInstant(second * 1000, timeZone).slice(0, 19)
        const read = readLegacyInstant(local.replace('T', ' '), timeZone) ?? Number.NaN
        expect(formatInstant(read, timeZone).slice(0, 19)).toBe(local)
        // The hour that occurs twice is read as its first occurrence, never as a later time.
        expect(read).toBeLessThanOrEqual(second * 1000)
      }),
      { numRuns: 500 },
    )
  })
})

describe('days of the calendar', () => {
  test.each([
    ['2026-11-22', '2026-11-23'],
    ['2026-12-31', '2027-01-01'],
    ['2024-02-28', '2024-02-29'],
    ['2024-02-29', '2024-03-01'],
    ['2026-02-28', '2026-03-01'],
    // Clocks change on this night in Berlin, and the day has 23 hours.
    ['2026-03-29', '2026-03-30'],
  ])('the day after %s is %s', (day, next) => {
    expect(isDay(day)).toBe(true)
    expect(nextDay(day)).toBe(next)
  })

  test.each(['', '2026-02-30', '2025-02-29', '2026-13-01', '2026-00-01', '2026-1-1', '22.11.2026', '2026-11-22 ', 'x'])(
    '%j is no day, and nothing comes after it',
    (text) => {
      expect(isDay(text)).toBe(false)
      expect(() => nextDay(text)).toThrow(DateError)
    },
  )
})
