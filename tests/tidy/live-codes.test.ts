import { readFile } from 'node:fs/promises'
import { CloseCode } from 'graphql-ws'
import { expect, test } from 'vitest'
import { CLOSE_CODES } from '../../src/server/live-socket.ts'

/** With which the protocol's library closes a socket on a server. */
const OF_THE_PROTOCOL = [
  CloseCode.BadRequest,
  CloseCode.Unauthorized,
  CloseCode.Forbidden,
  CloseCode.SubprotocolNotAcceptable,
  CloseCode.ConnectionInitialisationTimeout,
  CloseCode.SubscriberAlreadyExists,
  CloseCode.TooManyInitialisationRequests,
]

test('docs/live.md tells every code that a socket is closed with, once', async () => {
  const text = await readFile(new URL('../../docs/live.md', import.meta.url), 'utf8')
  const cells = [...text.matchAll(/^\| ((?:\d{4}(?:, )?)+) \|/gm)].flatMap(([, cell = '']) => cell.split(', '))
  const codes = new Set([...Object.values(CLOSE_CODES), ...OF_THE_PROTOCOL].map(String))
  expect(cells.toSorted()).toEqual([...codes].toSorted())
})
