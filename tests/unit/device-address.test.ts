import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { readMacAddress, readSerialNumber } from '../../src/domain/device-address.ts'

test.each([
  'AA:1B:0C:DD:0E:0F',
  'aa-1b-0c-dd-0e-0f',
  'aa.1b.0c.dd.0e.0f',
  'AA 1B 0C DD 0E 0F',
  'aa1b.0cdd.0e0f',
  'AA1B-0CDD-0E0F',
  'aa1b:0cdd:0e0f',
  'aa1b0c-dd0e0f',
  'AA1B0CDD0E0F',
  '  aa:1b:c:dd:e:f ',
  'АА:1В:0С:DD:0Е:0F',
])('%s is the address aa:1b:0c:dd:0e:0f', (text) => {
  expect(readMacAddress(text)).toEqual({ kind: 'mac', macAddress: 'aa:1b:0c:dd:0e:0f' })
})

test.each([
  '',
  'aa:1b:0c:dd:0e',
  'aa:1b:0c:dd:0e:0f:00',
  'aa:1b-0c:dd:0e:0f',
  'aa::1b:0c:dd:0e:0f',
  'ga:1b:0c:dd:0e:0f',
  'aa:1b:0c:dd:0e:0ff',
  'a-1b-c-dd-e-f',
  'aa1b0cdd0e0',
  'aa:1b:0c:dd:0e:0f; drop',
  '１１:22:33:44:55:66',
])('%j is no address', (text) => {
  expect(readMacAddress(text)).toEqual({ kind: 'unreadable' })
})

test.each([
  ['zeros', '00:00:00:00:00:00'],
  ['broadcast', 'FF-FF-FF-FF-FF-FF'],
  ['IPv4 multicast', '01:00:5e:00:00:fb'],
  ['IPv6 multicast', '3333.0000.0001'],
  ['a bridge group', '0180c2000000'],
])('%s is of no device', (_name, text) => {
  expect(readMacAddress(text)).toEqual({ kind: 'not_of_a_device' })
})

test('an address that somebody chose is one of a device', () => {
  expect(readMacAddress('02:00:00:00:00:01').kind).toBe('mac')
})

test('whatever is read reads the same again, and has the digits that were given', () => {
  const separators = fc.constantFrom(':', '-', '.', ' ', '')
  fc.assert(
    fc.property(
      fc.uint8Array({ minLength: 6, maxLength: 6 }),
      separators,
      fc.boolean(),
      (octets, separator, capitals) => {
        const plain = Array.from(octets, (octet) => octet.toString(16).padStart(2, '0'))
        const text = plain.join(separator)
        const reading = readMacAddress(capitals ? text.toUpperCase() : text)
        const isOfADevice = ((octets[0] ?? 0) & 1) === 0 && octets.some((octet) => octet !== 0)
        expect(reading).toEqual(
          isOfADevice ? { kind: 'mac', macAddress: plain.join(':') } : { kind: 'not_of_a_device' },
        )
      },
    ),
  )
})

test.each([
  ['sn-001', 'SN-001'],
  [' SN 1234 5678 ', 'SN12345678'],
  ['a/1.b-2', 'A/1.B-2'],
])('the serial number %j is %s', (text, serial) => {
  expect(readSerialNumber(text)).toBe(serial)
})

test.each(['', 'SN1', 'SNABC', '-123', '123-', 'SN_1234', 'СН-1234', `1${'A'.repeat(32)}`, "1234';--"])(
  '%j is no serial number',
  (text) => {
    expect(readSerialNumber(text)).toBeNull()
  },
)
