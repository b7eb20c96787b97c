import { expect, test } from 'vitest'
import { createLog } from '../../src/observability/log.ts'
import { countOddities } from '../../src/observability/oddities.ts'

test('each kind is told of the first time and at every tenfold, with its count', () => {
  const lines: string[] = []
  const count = countOddities(
    createLog({ level: 'info', name: 'test', destination: { write: (line) => void lines.push(line) } }),
  )
  for (let call = 0; call < 250; call += 1) count({ kind: 'unknown_code', field: 'accounts.state', code: '77' })
  count({ kind: 'money_noise', field: 'payments.amount', code: null })
  const told = lines.map((line): unknown => JSON.parse(line))
  expect(told).toMatchObject([
    { kind: 'unknown_code', field: 'accounts.state', code: '77', count: 1 },
    { kind: 'unknown_code', count: 10 },
    { kind: 'unknown_code', count: 100 },
    { kind: 'money_noise', field: 'payments.amount', count: 1 },
  ])
})
