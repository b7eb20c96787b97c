import { expect, test } from 'vitest'
import { ClientError } from '../../src/graphql/errors.ts'
import { readAfter, readFirst, writeConnection, writeCursor } from '../../src/graphql/page.ts'

const LIST = 'payments:17'

test('a cursor leads back to its position in its own list', () => {
  expect(readAfter(writeCursor(LIST, '5003'), LIST)).toBe('5003')
  expect(readAfter(null, LIST)).toBeNull()
  expect(readAfter(undefined, LIST)).toBeNull()
})

test.each([
  ['of another list', writeCursor('payments:18', '5003')],
  ['empty', ''],
  ['in plain text', 'payments:17:5003'],
  ['with padding', `${writeCursor(LIST, '50034')}=`],
  ['cut short', writeCursor(LIST, '5003').slice(0, -6)],
  ['of a list whose name begins the same', writeCursor('payments:171', '5003')],
  ['of another kind of list', Buffer.from('charges:17:5003').toString('base64url')],
  ['with a strange position', Buffer.from("payments:17:5003' or 1=1").toString('base64url')],
  ['longer than any of ours', Buffer.from(`${LIST}:${'5'.repeat(600)}`).toString('base64url')],
  ['with a position longer than a key', Buffer.from(`${LIST}:${'5'.repeat(65)}`).toString('base64url')],
])('a cursor %s is refused as bad input', (_name, after) => {
  expect(() => readAfter(after, LIST)).toThrow(ClientError)
  expect(() => readAfter(after, LIST)).toThrow(/`after` must be a cursor/)
})

test.each(['дом:1', '5003:5004', 'a b', '%3A', 'я'.repeat(32)])('a position may be any text key: %s', (key) => {
  expect(readAfter(writeCursor(LIST, key), LIST)).toBe(key)
})

test.each([0, -1, 101, 2_147_483_647])('first: %i is refused with the bounds', (first) => {
  expect(() => readFirst(first)).toThrow('`first` must be a whole number from 1 to 100.')
})

test.each([1, 100])('first: %i is taken', (first) => {
  expect(readFirst(first)).toBe(first)
})

test('first has the bounds of its own list', () => {
  expect(readFirst(1000, 1000)).toBe(1000)
  expect(() => readFirst(1001, 1000)).toThrow('`first` must be a whole number from 1 to 1000.')
})

test('a connection tells where its page stands, and an empty one has no cursors', () => {
  const options = { list: LIST, positionOf: (id: string) => id, hasMore: true, isFirstPage: false }
  const page = writeConnection(['9', '8'], options)
  expect(page.edges).toEqual([
    { cursor: writeCursor(LIST, '9'), node: '9' },
    { cursor: writeCursor(LIST, '8'), node: '8' },
  ])
  expect(page.pageInfo).toEqual({
    hasNextPage: true,
    hasPreviousPage: true,
    startCursor: writeCursor(LIST, '9'),
    endCursor: writeCursor(LIST, '8'),
  })
  expect(writeConnection([], { ...options, hasMore: false, isFirstPage: true }).pageInfo).toEqual({
    hasNextPage: false,
    hasPreviousPage: false,
    startCursor: null,
    endCursor: null,
  })
})

test('cursors that nobody asks for are not written', () => {
  let written = 0
  const positionOf = (id: string) => {
    written += 1
    return id
  }
  const page = writeConnection(['9', '8'], { list: LIST, positionOf, hasMore: false, isFirstPage: true })
  expect(page.nodes).toEqual(['9', '8'])
  expect(written).toBe(0)
  expect(page.edges).toHaveLength(2)
  expect(written).toBe(2)
})
