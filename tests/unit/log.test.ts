import { spawnSync } from 'node:child_process'
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

test.each([
  { end: 'ends', last: '', exitCode: 0 },
  { end: 'exits', last: 'process.exit(3)', exitCode: 3 },
  { end: 'throws what nobody catches', last: 'throw new Error("lost")', exitCode: 1 },
])('every line reaches standard output of a process that $end', ({ last, exitCode }) => {
  const program = `
    import { createLog } from ${JSON.stringify(import.meta.resolve('../../src/observability/log.ts'))}
    const log = createLog({ level: 'info', name: 'test' })
    for (let count = 0; count < 1000; count += 1) log.info({ count }, 'line')
    ${last}`
  const { stdout, status } = spawnSync(process.execPath, ['--input-type=module', '--eval', program], {
    encoding: 'utf8',
  })
  const counts = stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line).count)
  expect(counts).toEqual(Array.from({ length: 1000 }, (_, count) => count))
  expect(status).toBe(exitCode)
})

test('a process whose log nobody reads any more goes on', () => {
  const program = `
    import { createLog } from ${JSON.stringify(import.meta.resolve('../../src/observability/log.ts'))}
    const log = createLog({ level: 'info', name: 'test' })
    for (let count = 0; count < 5; count += 1) {
      log.warn({ count }, 'line')
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
    process.stderr.write('alive')`
  const { stderr } = spawnSync('sh', ['-c', '"$0" --input-type=module --eval "$1" | true', process.execPath, program], {
    encoding: 'utf8',
  })
  expect(stderr).toBe('alive')
})
