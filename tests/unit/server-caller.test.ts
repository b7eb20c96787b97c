import { expect, test } from 'vitest'
import { createAddressReader, readRequestId } from '../../src/server/caller.ts'

const PROXIES = ['10.0.0.0/8', '192.0.2.7', '2001:db8::/32']

test.each([
  { when: 'nobody is in between', peer: '203.0.113.1', forwardedFor: undefined, expected: '203.0.113.1' },
  {
    when: 'a stranger claims to be a proxy',
    peer: '203.0.113.1',
    forwardedFor: '198.51.100.1',
    expected: '203.0.113.1',
  },
  { when: 'a proxy says nothing', peer: '10.1.2.3', forwardedFor: undefined, expected: '10.1.2.3' },
  { when: 'a proxy says who it was', peer: '10.1.2.3', forwardedFor: '198.51.100.1', expected: '198.51.100.1' },
  {
    when: 'two proxies stand in a row',
    peer: '10.1.2.3',
    forwardedFor: '198.51.100.1, 192.0.2.7',
    expected: '198.51.100.1',
  },
  {
    when: 'the client has invented a hop',
    peer: '10.1.2.3',
    forwardedFor: '127.0.0.1, 198.51.100.1',
    expected: '198.51.100.1',
  },
  {
    when: 'the client has invented a trusted hop',
    peer: '10.1.2.3',
    forwardedFor: '1.1.1.1, 10.9.9.9, 198.51.100.1',
    expected: '198.51.100.1',
  },
  { when: 'the claim is no address', peer: '10.1.2.3', forwardedFor: '198.51.100.1, unknown', expected: '10.1.2.3' },
  { when: 'the claim is a script', peer: '10.1.2.3', forwardedFor: '<script>', expected: '10.1.2.3' },
  { when: 'the claim is empty', peer: '10.1.2.3', forwardedFor: '', expected: '10.1.2.3' },
  { when: 'the proxy writes ports', peer: '10.1.2.3', forwardedFor: '198.51.100.9:5678', expected: '198.51.100.9' },
  { when: 'the proxy writes brackets', peer: '10.1.2.3', forwardedFor: '[2001:db9::1]:443', expected: '2001:db9::1' },
  { when: 'every hop is trusted', peer: '10.1.2.3', forwardedFor: '10.0.0.1, 10.0.0.2', expected: '10.0.0.1' },
  {
    when: 'the socket is dual-stack',
    peer: '::ffff:10.1.2.3',
    forwardedFor: '::ffff:198.51.100.1',
    expected: '198.51.100.1',
  },
  { when: 'the proxy speaks IPv6', peer: '2001:db8::1', forwardedFor: '2001:db9::2', expected: '2001:db9::2' },
  { when: 'the socket is gone', peer: undefined, forwardedFor: '198.51.100.1', expected: '' },
])('the address is right when $when', ({ peer, forwardedFor, expected }) => {
  expect(createAddressReader(PROXIES)(peer, forwardedFor)).toBe(expected)
})

test.each(['', 'proxy.example', '10.0.0.0/33', '10.0.0.0/', '10.0.0.0/8/8', '10.0.0.0/-1', '2001:db8::/129', '*'])(
  'the proxy %j is refused',
  (proxy) => {
    expect(() => createAddressReader([proxy])).toThrow(RangeError)
  },
)

test.each([[['a']], [['A-z_0.9']], [['x'.repeat(64)]]])('the request id %j is kept', (values) => {
  expect(readRequestId(values)).toBe(values[0])
})

test.each([[undefined], [[]], [['']], [['x'.repeat(65)]], [['a b']], [['é']], [['a\n']], [['a', 'b']]])(
  'the request id %j is replaced by a new one',
  (values) => {
    expect(readRequestId(values)).toMatch(/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
  },
)
