import { createServer as createTcpServer } from 'node:net'
import { describe, expect, test } from 'vitest'
import { call, listen, open, serve, text, until, WRITE } from '../support/http-server.ts'

const HELD_BACK = { code: 'BILLING_CANCELED', outcome: 'not_applied' }

describe('a write that may be held back', () => {
  test('is asked once, when it is connected, and goes on when it may', async () => {
    let connections = 0
    const { http, server } = await serve((_request, response) => response.end('ok'))
    server.on('connection', () => (connections += 1))
    let asked = 0
    const mayStart = () => {
      asked += 1
      return true
    }
    expect(await http.exchange(WRITE, { ...call(), mayStart }, text)).toBe('ok')
    expect([asked, connections]).toEqual([1, 1])
  })

  test.each([
    ['says no', () => false],
    [
      'cannot say',
      () => {
        throw new Error('the clock has stopped')
      },
    ],
  ])('is ended without a byte when the question %s', async (_name, mayStart) => {
    let bytes = 0
    let connections = 0
    const server = createTcpServer((socket) => {
      connections += 1
      socket.on('data', (data) => (bytes += data.length)).on('error', () => undefined)
    })
    const http = open({ origin: `http://127.0.0.1:${await listen(server)}` })
    await expect(http.exchange(WRITE, { ...call(), mayStart }, text)).rejects.toMatchObject(HELD_BACK)
    await until(() => connections === 1)
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect(bytes).toBe(0)
    await http.close()
  })

  test('is asked after it has waited for its turn, not before', async () => {
    const release = Promise.withResolvers<void>()
    const seen: string[] = []
    const { http } = await serve(
      (_request, response) => {
        seen.push('request')
        if (seen.length > 1) response.end()
        else void release.promise.then(() => response.end())
      },
      { maxConcurrency: 1 },
    )
    const first = http.exchange(WRITE, call(), text)
    await until(() => seen.length === 1)
    let mayStart = true
    let asked = 0
    const second = http.exchange(WRITE, { ...call(), mayStart: () => ++asked > 0 && mayStart }, text)
    const outcome = second.catch((error: unknown) => error)
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect(asked).toBe(0)
    mayStart = false
    release.resolve()
    await first
    expect(await outcome).toMatchObject(HELD_BACK)
    expect([asked, seen]).toEqual([1, ['request']])
    // The connection and its place in the queue are free again.
    expect(await http.exchange(WRITE, call(), text)).toBe('')
  })

  test('is not asked when nobody listens', async () => {
    const server = createTcpServer()
    const port = await listen(server)
    await new Promise((resolve) => server.close(resolve))
    let asked = 0
    const http = open({ origin: `http://127.0.0.1:${port}` })
    await expect(http.exchange(WRITE, { ...call(), mayStart: () => ++asked > 0 }, text)).rejects.toMatchObject({
      code: 'BILLING_UNREACHABLE',
      outcome: 'not_applied',
    })
    expect(asked).toBe(0)
  })
})
