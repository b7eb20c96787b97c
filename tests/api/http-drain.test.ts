import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { connect } from 'node:net'
import { createInterface } from 'node:readline'
import { expect, onTestFinished, test } from 'vitest'
import { openSocket, rawPost, startHarness, turnEventLoop } from './http-harness.ts'

const SLOW = JSON.stringify({ query: '{ slow }' })
const HELLO = JSON.stringify({ query: '{ hello }' })

async function refusesConnections(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1')
  const outcome = await Promise.race([
    once(socket, 'connect').then(() => false),
    once(socket, 'error').then(() => true),
  ]).catch(() => true)
  socket.destroy()
  return outcome
}

test('a stop finishes what runs, also what was sent behind it, and then closes', async () => {
  const server = await startHarness()
  const socket = openSocket(server.port)
  socket.write(Buffer.concat([rawPost(SLOW), rawPost(SLOW)]))
  await server.slowRuns(2)
  const stopped = server.stop()
  expect(server.stop()).toBe(stopped)
  expect(await refusesConnections(server.port)).toBe(true)
  server.release()
  expect((await socket.answer(1)).body).toContain('"slow":"done"')
  const last = await socket.answer(2)
  expect(last.body).toContain('"slow":"done"')
  expect(last.headers.get('connection')).toBe('close')
  await stopped
  await socket.closed
})

test('a stop refuses what comes later on a connection that is still open', async () => {
  const server = await startHarness()
  const socket = openSocket(server.port)
  socket.write(rawPost(SLOW))
  await server.slowRuns(1)
  const stopped = server.stop()
  socket.write(rawPost(HELLO))
  await turnEventLoop()
  server.release()
  expect((await socket.answer(1)).status).toBe(200)
  const refused = await socket.answer(2)
  expect([refused.status, refused.headers.get('connection'), refused.headers.get('retry-after')]).toEqual([
    503,
    'close',
    '1',
  ])
  expect(JSON.parse(refused.body).errors[0].extensions).toMatchObject({ code: 'SHUTTING_DOWN', retryable: true })
  expect(server.requests).toHaveLength(1)
  await stopped
})

test('a server that drains says on an open connection that it lives', async () => {
  const server = await startHarness()
  const socket = openSocket(server.port)
  socket.write(rawPost(JSON.stringify({ query: '{ slow }' })))
  await server.slowRuns(1)
  const stopped = server.stop()
  socket.write('GET /health/live HTTP/1.1\r\nhost: x\r\n\r\n')
  await turnEventLoop()
  server.release()
  expect((await socket.answer(1)).status).toBe(200)
  expect((await socket.answer(2)).status).toBe(200)
  await stopped
})

test('a CONNECT behind a running request does not cut off its answer', async () => {
  const server = await startHarness()
  const socket = openSocket(server.port)
  socket.write(rawPost(JSON.stringify({ query: '{ slow }' })))
  await server.slowRuns(1)
  socket.write('CONNECT elsewhere.example:443 HTTP/1.1\r\nhost: elsewhere.example\r\n\r\n')
  await turnEventLoop()
  server.release()
  expect((await socket.answer(1)).status).toBe(200)
  expect((await socket.answer(2)).status).toBe(400)
})

test('a stop closes the connections that only wait, while others are still worked on', async () => {
  const server = await startHarness()
  const running = openSocket(server.port)
  running.write(rawPost(SLOW))
  await server.slowRuns(1)
  const silent = openSocket(server.port)
  const halfway = openSocket(server.port)
  halfway.write('POST /graphql HTTP/1.1\r\nhost: gate')
  const idle = openSocket(server.port)
  idle.write(rawPost(HELLO))
  await idle.answer()
  const stopped = server.stop()
  expect(await Promise.all([silent.closed, halfway.closed])).toEqual(['', ''])
  await idle.closed
  server.release()
  expect((await running.answer()).status).toBe(200)
  await stopped
})

test('a stop cancels what takes too long, and its answer still arrives', async () => {
  const server = await startHarness({ shutdownTimeoutMs: 50 })
  const answer = server.post({ query: '{ slow }' })
  await server.slowRuns(1)
  await server.stop()
  expect(await server.canceled).toMatchObject({ name: 'AbortError', message: 'The server is shutting down.' })
  expect(await (await answer).json()).toEqual({ data: { slow: 'canceled' } })
})

test('a stop does not wait for ever for what cannot be canceled', async () => {
  const server = await startHarness({ shutdownTimeoutMs: 20, limits: { abortGraceMs: 20 } })
  const socket = openSocket(server.port)
  socket.write(rawPost(JSON.stringify({ query: '{ stubborn }' })))
  await server.slowRuns(1)
  await server.stop()
  expect(await socket.closed).toBe('')
})

test('a stop waits for the work of a client that has left', async () => {
  const server = await startHarness()
  const socket = openSocket(server.port)
  socket.write(rawPost(JSON.stringify({ query: '{ stubborn }' })))
  await server.slowRuns(1)
  socket.destroy()
  let isStopped = false
  const stopped = server.stop().finally(() => {
    isStopped = true
  })
  expect(await refusesConnections(server.port)).toBe(true)
  await turnEventLoop()
  expect(isStopped).toBe(false)
  server.release()
  await stopped
})

test('before it stops, the server says that it is not ready while it still answers', async () => {
  const server = await startHarness({ drainDelayMs: 300 })
  const stopped = server.stop()
  const ready = await fetch(`${server.url}/health/ready`)
  expect([ready.status, await ready.json()]).toEqual([503, { status: 'draining' }])
  expect((await fetch(`${server.url}/health/live`)).status).toBe(200)
  const answer = await server.post({ query: '{ hello }' })
  expect([answer.status, answer.headers.get('connection')]).toEqual([200, 'close'])
  await stopped
  expect(await refusesConnections(server.port)).toBe(true)
})

test('a port that is taken is an error at start', async () => {
  const { port } = await startHarness()
  await expect(startHarness({ port })).rejects.toMatchObject({ code: 'EADDRINUSE' })
})

/** Runs handleSignals in a process of its own; `stop` is the body of its stop function. */
async function startProgram(stop: string) {
  const signals = new URL('../../src/server/signals.ts', import.meta.url)
  const log = new URL('../../src/observability/log.ts', import.meta.url)
  const program = `
    import { handleSignals } from '${signals.href}'
    import { createLog } from '${log.href}'
    handleSignals({ stop: async () => { ${stop} }, log: createLog({ level: 'info', name: 'program' }) })
    setInterval(() => {}, 1000)
    process.stdout.write('up\\n')
  `
  const child = spawn(process.execPath, ['--input-type=module', '--eval', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  onTestFinished(() => {
    child.kill('SIGKILL')
  })
  const lines = createInterface({ input: child.stdout })
  await once(lines, 'line')
  const exited = once(child, 'exit').then(([exitCode]) => exitCode)
  return { child, exited, nextLine: () => once(lines, 'line').then(([line]) => String(line)) }
}

test.each(['SIGTERM', 'SIGINT'] as const)('%s ends the program with code 0 after a clean stop', async (signal) => {
  const { child, exited } = await startProgram('await new Promise((resolve) => setTimeout(resolve, 20))')
  child.kill(signal)
  expect(await exited).toBe(0)
})

test('a stop that fails ends the program with code 1', async () => {
  const { child, exited } = await startProgram('throw new Error("no")')
  child.kill('SIGTERM')
  expect(await exited).toBe(1)
})

test('a second signal ends the program at once with code 1', async () => {
  const { child, exited, nextLine } = await startProgram('await new Promise(() => {})')
  const line = nextLine()
  child.kill('SIGTERM')
  expect(await line).toContain('"signal":"SIGTERM"')
  child.kill('SIGINT')
  expect(await exited).toBe(1)
})
