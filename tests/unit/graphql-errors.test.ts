import { Writable } from 'node:stream'
import { GraphQLError, Kind } from 'graphql'
import { pino } from 'pino'
import { expect, test } from 'vitest'
import { BillingError, type BillingErrorCode } from '../../src/billing/error.ts'
import { ERROR_CODES } from '../../src/graphql/error-codes.ts'
import { ClientError, ContextError, createErrorFormatter } from '../../src/graphql/errors.ts'

const READER = { language: 'ru', requestId: 'r-1' } as const

function setUp(production = false) {
  const lines: string[] = []
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      lines.push(String(chunk))
      done()
    },
  })
  const format = createErrorFormatter({ production, log: pino({ level: 'debug' }, stream), findReader: () => READER })
  /** As Apollo hands over what a resolver has thrown. */
  const present = (thrown: Error) => {
    const located = new GraphQLError(thrown.message, { originalError: thrown, path: ['viewer', 'accounts'] })
    return format({ ...located.toJSON(), extensions: { code: 'INTERNAL_SERVER_ERROR' } }, located)
  }
  return { lines, format, present }
}

const BILLING: readonly (readonly [BillingErrorCode, string, boolean])[] = [
  ['BILLING_UNREACHABLE', 'BILLING_UNAVAILABLE', true],
  ['BILLING_FAILED', 'BILLING_UNAVAILABLE', true],
  ['BILLING_ACCESS_DENIED', 'BILLING_UNAVAILABLE', true],
  ['BILLING_TIMEOUT', 'BILLING_TIMEOUT', true],
  ['BILLING_OVERLOADED', 'BILLING_OVERLOADED', true],
  ['BILLING_MALFORMED_ANSWER', 'BILLING_BAD_ANSWER', true],
  ['BILLING_ANSWER_TOO_LARGE', 'BILLING_BAD_ANSWER', true],
  ['BILLING_CANCELED', 'REQUEST_CANCELED', true],
  ['BILLING_UNWRITABLE_REQUEST', 'BAD_USER_INPUT', false],
]

test.each(BILLING)('%s reaches the client as %s, without the words of the billing', (code, clientCode, retryable) => {
  const { present, lines } = setUp(true)
  const answer = present(new BillingError(code, 'DBD::mysql at Db.pm', { outcome: 'unknown' }))
  expect(answer.extensions).toEqual({ code: clientCode, retryable, requestId: 'r-1' })
  expect(JSON.stringify(answer)).not.toContain('mysql')
  expect(answer.path).toEqual(['viewer', 'accounts'])
  expect(lines.join('')).toContain('DBD::mysql at Db.pm')
})

test('one failed call that blanks many fields is logged once', () => {
  const { present, lines } = setUp()
  const error = new BillingError('BILLING_TIMEOUT', 'accounts: no answer', { outcome: 'unknown' })
  for (let field = 0; field < 10; field++) present(error)
  expect(lines).toHaveLength(1)
})

test('what nobody foresaw gets an incident id, under which the log has the stack; the client sees neither', () => {
  const { present, lines } = setUp()
  const error = new TypeError("Cannot read properties of undefined (reading 'secret')")
  const [first, second] = [present(error), present(error)]
  expect(first.message).toBe(ERROR_CODES.INTERNAL_SERVER_ERROR.message.ru)
  expect(first.extensions).toMatchObject({ code: 'INTERNAL_SERVER_ERROR', retryable: true, requestId: 'r-1' })
  const incidentId = String(first.extensions?.['incidentId'])
  expect(incidentId).toMatch(/^[0-9a-f-]{36}$/)
  expect(second.extensions?.['incidentId']).toBe(incidentId)
  expect(lines).toHaveLength(1)
  expect(lines[0]).toContain(incidentId)
  expect(lines[0]).toContain('graphql-errors.test.ts')
  expect(JSON.stringify(first)).not.toMatch(/secret|test\.ts/)
})

test('an error of ours is told in the language of the reader, also in production', () => {
  const text = { en: 'Not so.', ru: 'Не так.' }
  const answer = setUp(true).present(new ClientError('BAD_USER_INPUT', text))
  expect(answer.message).toBe('Не так.')
  expect(answer.extensions).toEqual({ code: 'BAD_USER_INPUT', retryable: false, requestId: 'r-1' })
})

test.each([
  ['TimeoutError', 'BILLING_TIMEOUT'],
  ['AbortError', 'REQUEST_CANCELED'],
])('a bare %s of a signal is %s', (name, code) => {
  expect(setUp().present(new DOMException('x', name)).extensions?.['code']).toBe(code)
})

test('an error before any operation knows its reader all the same', () => {
  const reader = { language: 'en', requestId: 'r-2' } as const
  const answer = setUp().present(new ContextError(reader, new TypeError('no')))
  expect(answer.message).toBe(ERROR_CODES.INTERNAL_SERVER_ERROR.message.en)
  expect(answer.extensions).toMatchObject({ code: 'INTERNAL_SERVER_ERROR', requestId: 'r-2' })
})

test('an argument that fails while it is read is bad input; a field that fails is an incident', () => {
  const { format } = setUp()
  const argument = new GraphQLError('x', { nodes: { kind: Kind.INT, value: '5' } })
  const field = new GraphQLError('x', { nodes: { kind: Kind.FIELD, name: { kind: Kind.NAME, value: 'a' } } })
  const internal = { message: 'x', extensions: { code: 'INTERNAL_SERVER_ERROR' } }
  expect(format(internal, argument).extensions?.['code']).toBe('BAD_USER_INPUT')
  expect(format(internal, field).extensions?.['code']).toBe('INTERNAL_SERVER_ERROR')
})

test.each(Object.entries(ERROR_CODES))('%s has a text in both languages and a meaning in HTTP', (code, meaning) => {
  expect(meaning.message.en).toMatch(/^[A-Z][^а-яё]+[.]$/)
  expect(meaning.message.ru).toMatch(/^[А-ЯЁ].+[.]$/)
  // A repeat is not the client's fault to mend: it only has to be signed anew.
  const isOurs = meaning.retryable && code !== 'SIGNATURE_REPLAYED'
  expect(meaning.httpStatus).toBeGreaterThanOrEqual(isOurs ? 499 : 400)
})
