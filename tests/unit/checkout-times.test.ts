import { expect, test } from 'vitest'
import { checkoutSettings } from '../../src/payments/checkout-desk.ts'
import { readCapturedAt, readExpiresAt } from '../../src/payments/checkout-times.ts'

const HOUR_MS = 3_600_000
const BEGUN_AT = Date.parse('2026-11-28T12:00:00Z')
const LOOKED_AT = BEGUN_AT + 5 * HOUR_MS

function read(reader: typeof readCapturedAt, at: number | null) {
  const misdated: string[] = []
  const settings = checkoutSettings({ requestTimeoutMs: 1_000 })
  const checkout = { id: 'c', createdAt: BEGUN_AT, changedAt: BEGUN_AT, dueAt: LOOKED_AT + settings.leaseMs }
  const observer = { misdated: (_checkout: object, name: string) => void misdated.push(name) }
  return { at: reader({ settings, observer }, checkout, at), misdated }
}

test('P3 the time of a capture lies between the beginning and now, an hour more at each end; another is told and none', () => {
  for (const at of [null, BEGUN_AT - HOUR_MS, BEGUN_AT, LOOKED_AT, LOOKED_AT + HOUR_MS]) {
    expect(read(readCapturedAt, at)).toEqual({ at, misdated: [] })
  }
  for (const at of [BEGUN_AT - HOUR_MS - 1, LOOKED_AT + HOUR_MS + 1, -62_135_596_800_000, 253_402_300_799_000]) {
    expect(read(readCapturedAt, at)).toEqual({ at: null, misdated: ['capturedAt'] })
  }
})

test('P3 the time of a page ends within a year of its beginning; another end is told and none', () => {
  for (const at of [null, BEGUN_AT, BEGUN_AT + 365 * 24 * HOUR_MS]) {
    expect(read(readExpiresAt, at)).toEqual({ at, misdated: [] })
  }
  for (const at of [BEGUN_AT - 2 * HOUR_MS, BEGUN_AT + 367 * 24 * HOUR_MS]) {
    expect(read(readExpiresAt, at)).toEqual({ at: null, misdated: ['expiresAt'] })
  }
})
