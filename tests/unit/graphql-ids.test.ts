import { assert, base64String, oneof, property, string } from 'fast-check'
import { expect, test } from 'vitest'
import { BillingError } from '../../src/billing/error.ts'
import { type GlobalId, readId, writeId } from '../../src/graphql/ids.ts'
import { readSdl } from '../../src/graphql/schema.ts'

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
  ['PromisedPayment:17:3', { type: 'PromisedPayment', accountId: '17', promiseId: '3' }],
  ['Region:1', { type: 'Region', regionId: '1' }],
  ['Operator:2', { type: 'Operator', operatorId: '2' }],
  ['ServiceOffering:6', { type: 'ServiceOffering', offeringId: '6' }],
  ['EquipmentOffering:7', { type: 'EquipmentOffering', offeringId: '7' }],
  ['Device:%D0%B4%D0%BE%D0%BC%3A1:a%20b', { type: 'Device', accountId: 'дом:1', deviceId: 'a b' }],
  ['Tariff:%253A', { type: 'Tariff', tariffId: '%3A' }],
  ["Tariff:'(a)*!", { type: 'Tariff', tariffId: "'(a)*!" }],
  ['Tariff:a~', { type: 'Tariff', tariffId: 'a~' }],
  ['Tariff:a~~', { type: 'Tariff', tariffId: 'a~~' }],
  ['Tariff:~a~~', { type: 'Tariff', tariffId: '~a~~' }],
]

test.each(IDS)('%s is written and read back', (text, id) => {
  expect(writeId(id)).toBe(encode(text))
  expect(readId(encode(text))).toEqual(id)
})

/** Whether its objects stand by themselves or belong to an account. */
function hasIds(name: string | undefined): boolean {
  return [`${name}:1`, `${name}:1:2`].some((text) => readId(encode(text)) !== null)
}

test('every node of the schema has ids that can be read', () => {
  const nodes = [
    ...readSdl()
      .join('\n')
      .matchAll(/^type (\w+) implements [^{]*\bNode\b/gm),
  ].map(([, name]) => name)
  expect(nodes.length).toBeGreaterThan(10)
  expect(nodes.filter((name) => !hasIds(name))).toEqual([])
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
  ['more than 540 characters', encode(`Tariff:${'3'.repeat(500)}`)],
  ['a part that is encoded without need', encode('Tariff:%33')],
  ['a part that is encoded in small letters', encode('Tariff:%3a')],
  ['a part that is encoded badly', encode('Tariff:%E0%A4%A')],
  ['a control character', encode('Tariff:3%0A')],
  ['more than 64 bytes in fewer characters', encode(`Tariff:${encodeURIComponent('я'.repeat(33))}`)],
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

/** What a billing may call its own objects. */
const key = string({ unit: 'binary', minLength: 1, maxLength: 64 }).filter(
  (text) => Buffer.byteLength(text) <= 64 && !/\p{Cc}/u.test(text),
)

test('whatever a billing calls its objects comes back as it was, and no two ids are the same', () => {
  assert(
    property(key, key, key, (accountId, deviceId, other) => {
      const id: GlobalId = { type: 'Device', accountId, deviceId }
      const text = writeId(id)
      expect(readId(text)).toEqual(id)
      expect(writeId({ type: 'Device', accountId, deviceId: other }) === text).toBe(other === deviceId)
    }),
  )
  const longest: GlobalId = { type: 'Service', accountId: '😀'.repeat(16), serviceId: 'я'.repeat(32) }
  expect(readId(writeId(longest))).toEqual(longest)
})

test.each([
  ['empty', ''],
  ['longer than 64 bytes', 'я'.repeat(33)],
  ['with a control character', 'a\u0000b'],
  ['with half of a character', 'a\ud83d'],
])('a key that is %s is not written into an id that nobody could read', (_name, tariffId) => {
  expect(() => writeId({ type: 'Tariff', tariffId })).toThrow(BillingError)
})
