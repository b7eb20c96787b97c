import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const SWEEP = fileURLToPath(new URL('../sweep/run.ts', import.meta.url))

async function sweep(...options: readonly string[]): Promise<{ code: unknown; said: string }> {
  const child = spawn(process.execPath, [SWEEP, ...options], { stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text))
  const [code] = await once(child, 'close')
  return { code, said }
}

/** `npm run sweep` in small; the continuous integration runs a minute of it. */
test('PAY-1 PAY-2 PAY-3 PAY-4 PAY-5 PAY-6 PAY-9 PAY-11 gateways are killed while terminals pay over a faulty billing: its ledger has each payment once, and all is settled in time', {
  timeout: 180_000,
}, async () => {
  const { code, said } = await sweep('--minutes', '0.2', '--replicas', '2', '--terminals', '6', '--seed', '5')
  expect({ code, said }).toEqual({ code: 0, said: expect.stringContaining('Nothing was lost, nothing was doubled.') })
  expect(said).toMatch(/kill -9 at [\w-]+: [1-9]/)
  expect(said).toMatch(/Everything was settled \d+\.\d s after the last fault\./)
  expect(Number(/ {2}done: (\d+)/.exec(said)?.[1])).toBeGreaterThan(0)
  // Begun is enough: whether one of so few is taken in twelve seconds is the troubled acquirer's luck.
  expect(Number(/ {2}payments of the cabinet: (\d+)/.exec(said)?.[1])).toBeGreaterThan(0)
})
