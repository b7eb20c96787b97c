import { expect, test } from 'vitest'
import { createCallTimes } from '../../src/observability/call-times.ts'

test('calls are counted in all buckets that are as long as they took, apart by their labels', () => {
  const times = createCallTimes({ name: 'calls_seconds', help: 'Calls.', buckets: [0.1, 1] })
  const call = { system: 'rest', operation: 'accounts', code: 'OK' }
  for (const durationMs of [50, 100, 101, 1_500]) times.observe({ ...call, durationMs })
  times.observe({ ...call, code: 'BILLING_TIMEOUT', durationMs: 1_000 })
  expect(times.write()).toBe(
    [
      '# HELP calls_seconds Calls.',
      '# TYPE calls_seconds histogram',
      'calls_seconds_bucket{le="0.1",system="rest",operation="accounts",code="OK"} 2',
      'calls_seconds_bucket{le="1",system="rest",operation="accounts",code="OK"} 3',
      'calls_seconds_bucket{le="+Inf",system="rest",operation="accounts",code="OK"} 4',
      'calls_seconds_sum{system="rest",operation="accounts",code="OK"} 1.751',
      'calls_seconds_count{system="rest",operation="accounts",code="OK"} 4',
      'calls_seconds_bucket{le="0.1",system="rest",operation="accounts",code="BILLING_TIMEOUT"} 0',
      'calls_seconds_bucket{le="1",system="rest",operation="accounts",code="BILLING_TIMEOUT"} 1',
      'calls_seconds_bucket{le="+Inf",system="rest",operation="accounts",code="BILLING_TIMEOUT"} 1',
      'calls_seconds_sum{system="rest",operation="accounts",code="BILLING_TIMEOUT"} 1',
      'calls_seconds_count{system="rest",operation="accounts",code="BILLING_TIMEOUT"} 1',
      '',
    ].join('\n'),
  )
})
