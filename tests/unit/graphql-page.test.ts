import { expect, test } from 'vitest'
import { ClientError } from '../../src/graphql/errors.ts'
import { readAfter, readFirst, writeCursor } from '../../src/graphql/page.ts'

test('a cursor leads back to its position in its own list', () => {
  expect(readAfter(writeCursor('17', '5003'), '17')).toBe('5003')
  expect(readAfter(null, '17')).toBeNull()
  expect(readAfter(undefined, '17')).toBeNull()
})

test.each([
  ['of another list', writeCursor('18', '5003')],
  ['empty', ''],
  ['in plain text', 'payments:17:5003'],
  ['with padding', `${writeCursor('17', '50034')}=`],
  ['cut short', writeCursor('17', '5003').slice(0, -6)],
  ['of another kind of list', Buffer.from('charges:17:5003').toString('base64url')],
  ['with a strange position', Buffer.from("payments:17:5003' or 1=1").toString('base64url')],
  ['longer than any of ours', writeCursor('17', '5'.repeat(300))],
])('a cursor %s is refused as bad input', (_name, after) => {
  expect(() => readAfter(after, '17')).toThrow(ClientError)
  expect(() => readAfter(after, '17')).toThrow(/`after` must be a cursor/)
})

test.each([0, -1, 101, 2_147_483_647])('first: %i is refused with the bounds', (first) => {
  expect(() => readFirst(first)).toThrow('`first` must be a whole number from 1 to 100.')
})

test.each([1, 100])('first: %i is taken', (first) => {
  expect(readFirst(first)).toBe(first)
})
