import { expect, test } from 'vitest'
import { createLog } from '../../src/observability/log.ts'

function record(level = 'info') {
  const lines: string[] = []
  return { lines, log: createLog({ level, name: 'test', destination: { write: (line) => void lines.push(line) } }) }
}

test('a line is one JSON object with its fields, its level and an ISO instant', () => {
  const { lines, log } = record()
  log.warn({ requestId: 'r-1', status: 503, durationMs: 1.5 }, 'request')
  expect(lines).toHaveLength(1)
  expect(JSON.parse(lines[0] ?? '')).toEqual({
    level: 'warn',
    time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
    name: 'test',
    requestId: 'r-1',
    status: 503,
    durationMs: 1.5,
    msg: 'request',
  })
})

test.each<[string, object]>([
  ['a field that is not on the list', { login: 'CANARY' }],
  ['an object under an allowed name', { code: { password: 'CANARY' } }],
  ['a list under an allowed name', { operation: ['CANARY'] }],
  ['an error as the fields', new Error('CANARY')],
  ['an error under a name that pino treats specially', { err: new Error('CANARY') }],
  ['a value that turns itself into text', { code: { toJSON: () => 'CANARY' } }],
])('%s is dropped', (_what, fields) => {
  const { lines, log } = record()
  log.info(fields, 'request')
  expect(lines.join()).toContain('"msg":"request"')
  expect(lines.join()).not.toContain('CANARY')
})

test('lines below the level are not written', () => {
  const { lines, log } = record('warn')
  log.info({}, 'quiet')
  log.debug({}, 'quieter')
  expect(lines).toEqual([])
})
