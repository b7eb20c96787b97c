import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { expect, onTestFinished, test } from 'vitest'

// The double as a program.

const PROGRAM = 'tests/doubles/abills-main.ts'

test('it prints its address and logins that work', async () => {
  const child = spawn(process.execPath, [PROGRAM, '--port', '0', '--key', 'by-hand'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  onTestFinished(() => void child.kill())
  let printed = ''
  while (!printed.includes('net1131')) printed += String((await once(child.stdout, 'data'))[0])
  const [, url] = /^ABillS double {2}(http:\S+\/api\.cgi)$/m.exec(printed) ?? []
  const [, login, password, uid] = /^ {2}(\S+) \/ (\S+) — uid (\d+)/m.exec(printed) ?? []
  expect(printed).toContain('Header KEY     by-hand')
  const session = await fetch(`${url}/users/login`, { method: 'POST', body: JSON.stringify({ login, password }) })
  expect(await session.json()).toMatchObject({ login, uid: Number(uid) })
  expect((await fetch(`${url}/users/${uid}`, { headers: { KEY: 'by-hand' } })).status).toBe(200)
  child.kill('SIGTERM')
  expect(await once(child, 'exit')).toEqual([0, null])
})

test('it explains itself, and refuses what it does not know', () => {
  expect(run('--help')).toMatchObject({ status: 0, stdout: expect.stringContaining('--port <number>') })
  expect(run('--port', '99999')).toMatchObject({ status: 2, stderr: expect.stringContaining('--port 99999') })
  expect(run('--start-at', 'soon')).toMatchObject({ status: 2, stderr: expect.stringContaining('is no time') })
  expect(run('--time-zone', 'Mars')).toMatchObject({ status: 2, stderr: expect.stringContaining('is not known') })
  expect(run('--colour')).toMatchObject({ status: 2, stderr: expect.stringContaining('--colour') })
})

function run(...options: readonly string[]) {
  return spawnSync(process.execPath, [PROGRAM, ...options], { encoding: 'utf8' })
}
