import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  addMoney,
  formatMoney,
  MoneyError,
  parseMoney,
  readExactAmount,
  readLegacyMoney,
  subtractMoney,
  zeroMoney,
} from '../../src/domain/money.ts'

function readPrinted(value: number): bigint | null {
  try {
    return readLegacyMoney(String(value), 'RUB').minorUnits
  } catch {
    return null
  }
}

const legacy = (text: string) => readLegacyMoney(text, 'RUB').minorUnits

describe('amounts at the door', () => {
  test.each([
    ['600.45', 60045n],
    ['-550', -55000n],
    ['0', 0n],
    ['-0', 0n],
    ['0.1', 10n],
    ['007.5', 750n],
    ['999999999999999.99', 99999999999999999n],
  ])('%s is %s minor units', (text, minorUnits) => {
    expect(parseMoney(text, 'RUB')).toEqual({ minorUnits, currency: 'RUB' })
  })

  test.each([
    '',
    ' ',
    '1.005',
    '1e3',
    '+5',
    '10,45',
    '.5',
    '5.',
    ' 5',
    '5 ',
    '--5',
    'NaN',
    'Infinity',
    '0x10',
    '１０',
    '1 000',
    '5e-17',
  ])('%j is refused with a MoneyError', (text) => {
    expect(() => parseMoney(text, 'RUB')).toThrow(MoneyError)
  })

  test('what is formatted is parsed to the same amount', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 17n) + 1n, max: 10n ** 17n - 1n }), (minorUnits) => {
        expect(parseMoney(formatMoney({ minorUnits, currency: 'EUR' }), 'EUR').minorUnits).toBe(minorUnits)
      }),
    )
  })
})

const outcome = (read: () => { minorUnits: bigint }) => {
  try {
    return read().minorUnits
  } catch (error) {
    if (!(error instanceof MoneyError)) throw error
    return 'refused'
  }
}

const digits = (maxLength: number) => fc.string({ unit: fc.constantFrom(...'0123456789'.split('')), maxLength })

describe('amounts of an old billing', () => {
  test('a plain amount is read at once exactly as it is read by its pattern', () => {
    const spoilt = fc.string({ unit: fc.constantFrom(...'0123456789.-+, eE٣'.split('')), maxLength: 4 })
    const text = fc.oneof(
      digits(12),
      fc.tuple(digits(12), digits(2)).map(([whole, fraction]) => `${whole}.${fraction}`),
      fc.tuple(digits(8), spoilt).map(([whole, rest]) => whole + rest),
    )
    const seen = new Set<string>()
    fc.assert(
      fc.property(
        text.filter((given) => !/\.\d{3}|e/i.test(given)),
        (given) => {
          const read = outcome(() => readLegacyMoney(given, 'RUB'))
          seen.add(typeof read)
          expect(read).toBe(outcome(() => parseMoney(given, 'RUB')))
        },
      ),
      { numRuns: 5000 },
    )
    expect(seen).toEqual(new Set(['bigint', 'string']))
  })

  test.each([
    ['600.45000000000005', 60045n],
    ['50.450000000000045', 5045n],
    ['50.449999999999996', 5045n],
    ['-50.449999999999996', -5045n],
    ['0.99999999999', 100n],
    ['-0.00999999999', -1n],
    ['550.00', 55000n],
    ['1000.1', 100010n],
    ['0', 0n],
    ['600.4500000000', 60045n],
    ['5.551115123125783e-17', 0n],
    ['-4.547473508864641e-13', 0n],
    ['9.9999999999999995e-07', 0n],
  ])('Q9 %s is %s kopecks', (text, kopecks) => {
    expect(legacy(text)).toBe(kopecks)
  })

  test.each([
    '0.005',
    '600.455',
    '600.450001',
    '600.459999',
    '600.45999900',
    '1e3',
    '1e21',
    '5e-3',
    '1e-6',
    '10,45',
    '',
    'NaN',
    '1.2.3',
  ])('Q9 %j is refused with a MoneyError', (text) => {
    expect(() => legacy(text)).toThrow(MoneyError)
  })

  test('Q9 only noise is counted', () => {
    let noise = 0
    const read = (text: string) => readLegacyMoney(text, 'RUB', () => (noise += 1))
    for (const exact of ['600.45', '1', '0.10', '600.4500000000']) read(exact)
    expect(noise).toBe(0)
    for (const noisy of ['600.45000000000005', '50.449999999999996', '5.5e-17']) read(noisy)
    expect(noise).toBe(3)
  })

  test('Q9 every whole number of kopecks is read from the double that stands for it', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1_000_000_000_000, max: 1_000_000_000_000 }), (kopecks) => {
        expect(legacy(String(kopecks / 100))).toBe(BigInt(kopecks))
      }),
      { numRuns: 1000 },
    )
  })

  test('Q9 every sum of doubles is read as the sum of its kopecks, however it is printed', () => {
    const kopecks = fc.integer({ min: -10_000_000, max: 10_000_000 })
    fc.assert(
      fc.property(fc.array(kopecks, { minLength: 1, maxLength: 40 }), (parts) => {
        const exact = BigInt(parts.reduce((sum, part) => sum + part, 0))
        const double = parts.reduce((sum, part) => sum + part / 100, 0)
        expect(legacy(String(double))).toBe(exact)
        // Programs in C print seventeen digits, which show more of the noise.
        expect(legacy(double.toPrecision(17))).toBe(exact)
      }),
      { numRuns: 1000 },
    )
  })

  test('Q9 a real fraction of a kopeck is never rounded away', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10_000_000 }), fc.integer({ min: 1, max: 9999 }), (kopecks, rest) => {
        const text = `${Math.trunc(kopecks / 100)}.${String(kopecks % 100).padStart(2, '0')}${String(rest).padStart(4, '0')}`
        expect(() => legacy(text)).toThrow(MoneyError)
      }),
    )
  })

  test('a megabyte of zeros is refused at once', () => {
    const startedAt = performance.now()
    expect(() => legacy(`0.${'0'.repeat(1_000_000)}1`)).toThrow(MoneyError)
    expect(performance.now() - startedAt).toBeLessThan(500)
  })
})

test('the refused text is shown shortened', () => {
  expect(() => parseMoney('x'.repeat(5000), 'RUB')).toThrow(/^.{1,80}$/)
})

test('amounts of two currencies are not added', () => {
  const one = parseMoney('1', 'RUB')
  expect(addMoney(one, one)).toEqual({ minorUnits: 200n, currency: 'RUB' })
  expect(() => addMoney(one, parseMoney('1', 'USD'))).toThrow(MoneyError)
})

test('what is added and taken away again is the same amount', () => {
  fc.assert(
    fc.property(fc.bigInt(), fc.bigInt(), (one, other) => {
      const left = { minorUnits: one, currency: 'RUB' } as const
      const right = { minorUnits: other, currency: 'RUB' } as const
      expect(subtractMoney(addMoney(left, right), right)).toEqual(left)
      expect(subtractMoney(zeroMoney('RUB'), right).minorUnits).toBe(-other)
    }),
  )
  expect(() => subtractMoney(zeroMoney('RUB'), zeroMoney('EUR'))).toThrow(MoneyError)
})

test.each([
  [5n, '0.05'],
  [-5n, '-0.05'],
  [0n, '0.00'],
  [123456n, '1234.56'],
])('%s minor units are shown as %s', (minorUnits, text) => {
  expect(formatMoney({ minorUnits, currency: 'RUB' })).toBe(text)
})

describe('amounts that came as doubles', () => {
  test('each amount of hundredths is what its text is', () => {
    fc.assert(
      fc.property(fc.integer({ min: -(10 ** 14), max: 10 ** 14 }), (units) => {
        expect(readExactAmount(units / 100)).toBe(BigInt(units))
        expect(readPrinted(units / 100)).toBe(BigInt(units))
      }),
    )
  })

  test('of any double, what is exact is what its text is', () => {
    fc.assert(
      fc.property(fc.double(), (value) => {
        const exact = readExactAmount(value)
        expect(exact === null ? null : readPrinted(value)).toBe(exact)
      }),
    )
  })

  test('noise and fractions are left to the text', () => {
    for (const value of [600.450_000_000_000_2, 0.005, 1e15, Number.NaN, Number.POSITIVE_INFINITY, 5e-324]) {
      expect(readExactAmount(value)).toBe(null)
    }
    expect(readExactAmount(-0)).toBe(0n)
  })
})
