import { assert, base64String, oneof, property, string } from 'fast-check'
import { expect, test } from 'vitest'
import { type GlobalId, readId, writeId } from '../../src/graphql/ids.ts'

const encode = (text: string) => Buffer.from(text).toString('base64url')

const IDS: readonly (readonly [string, GlobalId])[] = [
  ['PersonAccount:17', { type: 'Account', kind: 'PERSON', accountId: '17' }],
  ['OrganizationAccount:17', { type: 'Account', kind: 'ORGANIZATION', accountId: '17' }],
  ['Payment:17:5003', { type: 'Payment', accountId: '17', paymentId: '5003' }],
  ['Service:17:9', { type: 'Service', accountId: '17', serviceId: '9' }],
  ['Tariff:3', { type: 'Tariff', tariffId: '3' }],
  ['Charge:17:5003', { type: 'Charge', accountId: '17', chargeId: '5003' }],
  ['Device:17:4', { type: 'Device', accountId: '17', deviceId: '4' }],
  ['Ticket:17:800', { type: 'Ticket', accountId: '17', ticketId: '800' }],
  ['Region:1', { type: 'Region', regionId: '1' }],
  ['Operator:2', { type: 'Operator', operatorId: '2' }],
  ['ServiceOffering:6', { type: 'ServiceOffering', offeringId: '6' }],
  ['EquipmentOffering:7', { type: 'EquipmentOffering', offeringId: '7' }],
]

test.each(IDS)('%s is written and read back', (text, id) => {
  expect(writeId(id)).toBe(encode(text))
  expect(readId(encode(text))).toEqual(id)
})

test.each([
  ['nothing', ''],
  ['an unknown type', encode('Invoice:17')],
  ['an inherited name', encode('constructor:17')],
  ['a type that belongs to an account without one', encode('Ticket:17')],
  ['an interface', encode('Account:17')],
  ['a type in other letters', encode('tariff:3')],
  ['a part too few', encode('Payment:17')],
  ['a part too many', encode('Tariff:3:4')],
  ['an empty part', encode('Payment::5003')],
  ['a blank', encode('Tariff: 3')],
  ['a path', encode('Tariff:../3')],
  ['a list of ids', encode('PersonAccount:17;18')],
  ['plain text', 'PersonAccount:17'],
  ['the other alphabet of base64', Buffer.from('Payment:17:5003??>').toString('base64')],
  ['padding', `${encode('Tariff:3')}=`],
  ['a line break inside', `${encode('Tariff:3').slice(0, 4)}\n${encode('Tariff:3').slice(4)}`],
  ['spare bits that are not zero', 'VGFyaWZmOjN='],
  ['more than 256 characters', encode(`Tariff:${'3'.repeat(300)}`)],
  ['a part longer than 64 characters', encode(`Tariff:${'3'.repeat(65)}`)],
])('%s is no id', (_name, text) => {
  expect(readId(text)).toBeNull()
})

test('no text makes the reader throw, and what it reads is written the same', () => {
  assert(
    property(oneof(string(), base64String(), string().map(encode)), (text) => {
      const id = readId(text)
      expect(id === null || writeId(id) === text).toBe(true)
    }),
  )
})
