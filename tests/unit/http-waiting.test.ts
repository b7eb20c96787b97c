import { describe, expect, test } from 'vitest'
import { call, open, READ, serve, text, until, WRITE } from '../support/http-server.ts'

describe('waiting', () => {
  test('the own time limit is a timeout, also while bytes keep dripping', async () => {
    const { http } = await serve(
      (_request, response) => {
        const timer = setInterval(() => response.write('.'), 5)
        response.on('close', () => clearInterval(timer))
      },
      { timeoutMs: 120 },
    )
    const startedAt = performance.now()
    await expect(http.exchange(READ, call(), text)).rejects.toMatchObject({
      code: 'BILLING_TIMEOUT',
      outcome: 'not_applied',
    })
    expect(performance.now() - startedAt).toBeLessThan(600)
  })

  test('Q2 a write that timed out may have been applied', async () => {
    const { http } = await serve(() => undefined, { timeoutMs: 60 })
    await expect(http.exchange(WRITE, call(), text)).rejects.toMatchObject({
      code: 'BILLING_TIMEOUT',
      outcome: 'unknown',
    })
  })

  test("the caller's deadline is a timeout, and the caller's leaving is not", async () => {
    const { http } = await serve(() => undefined)
    await expect(http.exchange(READ, { signal: AbortSignal.timeout(50) }, text)).rejects.toMatchObject({
      code: 'BILLING_TIMEOUT',
    })
    const caller = new AbortController()
    setTimeout(() => caller.abort(), 50)
    await expect(http.exchange(WRITE, caller, text)).rejects.toMatchObject({
      code: 'BILLING_CANCELED',
      outcome: 'unknown',
    })
  })

  test('a caller that has left already sends nothing', async () => {
    let requests = 0
    const { http } = await serve((_request, response) => {
      requests += 1
      response.end()
    })
    await expect(http.exchange(WRITE, { signal: AbortSignal.abort() }, text)).rejects.toMatchObject({
      code: 'BILLING_CANCELED',
      outcome: 'not_applied',
    })
    await http.exchange(READ, call(), text)
    expect(requests).toBe(1)
  })

  test('a caller that leaves ends the connection, so that the billing can notice', async () => {
    const closed = Promise.withResolvers<boolean>()
    const { http } = await serve((request) => void request.socket.on('close', () => closed.resolve(true)))
    const caller = new AbortController()
    const exchange = http.exchange(READ, caller, text)
    setTimeout(() => caller.abort(), 30)
    await expect(exchange).rejects.toMatchObject({ code: 'BILLING_CANCELED' })
    expect(await closed.promise).toBe(true)
  })

  test('a connection that is never made ends with the deadline, and nothing was applied', async () => {
    // TEST-NET-1 answers nobody; where the network refuses it at once, that is not_applied as well.
    const http = open({ origin: 'http://192.0.2.1:9', timeoutMs: 150 })
    await expect(http.exchange(WRITE, call(), text)).rejects.toMatchObject({ outcome: 'not_applied' })
  })
})

describe('the bounded queue', () => {
  test('no more calls at once than allowed; the queue is served in order; beyond it callers are refused', async () => {
    const held: (() => void)[] = []
    let inFlight = 0
    let peak = 0
    const { http } = await serve(
      (_request, response) => {
        inFlight += 1
        peak = Math.max(peak, inFlight)
        held.push(() => {
          inFlight -= 1
          response.end('ok')
        })
      },
      { maxConcurrency: 2, maxWaiting: 3 },
    )
    const order: number[] = []
    const running = [0, 1, 2, 3, 4].map(async (index) => {
      await http.exchange(READ, call(), text)
      order.push(index)
    })
    await expect(http.exchange(WRITE, call(), text)).rejects.toMatchObject({
      code: 'BILLING_OVERLOADED',
      outcome: 'not_applied',
    })
    await until(() => held.length === 2)
    for (let answered = 0; answered < 5; answered += 1) {
      await until(() => held.length > 0)
      held.shift()?.()
    }
    await Promise.all(running)
    expect(peak).toBe(2)
    expect(order.toSorted((one, other) => one - other)).toEqual([0, 1, 2, 3, 4])
    expect(order.indexOf(2)).toBeLessThan(order.indexOf(4))
  })

  test('what is urgent goes before all that came earlier, and finds room where the others find none', async () => {
    const held: (() => void)[] = []
    const { http } = await serve((_request, response) => held.push(() => response.end('ok')), {
      maxConcurrency: 1,
      maxWaiting: 2,
    })
    const order: string[] = []
    const ask = async (name: string, turn: 'EARLY' | 'USUAL' | 'LATE' = 'USUAL') => {
      await http.exchange(READ, { ...call(), turn }, text)
      order.push(name)
    }
    const asked = [ask('running'), ask('first'), ask('second')]
    await expect(ask('third')).rejects.toMatchObject({ code: 'BILLING_OVERLOADED' })
    asked.push(ask('urgent 1', 'EARLY'), ask('urgent 2', 'EARLY'))
    await expect(ask('urgent 3', 'EARLY')).rejects.toMatchObject({ code: 'BILLING_OVERLOADED' })
    for (let answered = 0; answered < 5; answered += 1) {
      await until(() => held.length > 0)
      held.shift()?.()
    }
    await Promise.all(asked)
    expect(order).toEqual(['running', 'urgent 1', 'urgent 2', 'first', 'second'])
  })

  test('no turn shuts out those after it: after three that went before it one of them goes', async () => {
    const held: (() => void)[] = []
    const { http } = await serve((_request, response) => held.push(() => response.end('ok')), {
      maxConcurrency: 1,
      maxWaiting: 20,
    })
    const order: string[] = []
    const ask = async (name: string, turn: 'EARLY' | 'USUAL' | 'LATE' = 'USUAL') => {
      await http.exchange(READ, { ...call(), turn }, text)
      order.push(name)
    }
    const turns = [
      ...Array.from({ length: 12 }, () => 'EARLY' as const),
      ...Array.from({ length: 5 }, () => 'USUAL' as const),
      'LATE' as const,
    ]
    const asked = [ask('running'), ...turns.map((turn) => ask(turn, turn))]
    for (let answered = 0; answered < asked.length; answered += 1) {
      await until(() => held.length > 0)
      held.shift()?.()
    }
    await Promise.all(asked)
    const early = ['EARLY', 'EARLY', 'EARLY']
    const fair = [...early, 'USUAL', ...early, 'USUAL', ...early, 'USUAL', ...early, 'LATE', 'USUAL', 'USUAL']
    expect(order).toEqual(['running', ...fair])
  })

  test('a waiter that leaves makes room and sends nothing', async () => {
    const held: (() => void)[] = []
    let requests = 0
    const { http } = await serve(
      (_request, response) => {
        requests += 1
        held.push(() => response.end('ok'))
      },
      { maxConcurrency: 1, maxWaiting: 1 },
    )
    const first = http.exchange(READ, call(), text)
    const caller = new AbortController()
    const waiting = http.exchange(WRITE, caller, text)
    caller.abort()
    await expect(waiting).rejects.toMatchObject({ code: 'BILLING_CANCELED', outcome: 'not_applied' })
    const next = http.exchange(READ, call(), text)
    for (let answered = 0; answered < 2; answered += 1) {
      await until(() => held.length > 0)
      held.shift()?.()
    }
    expect(await Promise.all([first, next])).toEqual(['ok', 'ok'])
    expect(requests).toBe(2)
  })

  test('failed, refused and abandoned calls give their place back', async () => {
    let requests = 0
    const { http } = await serve(
      (request, response) => {
        requests += 1
        if (requests % 3 === 0) response.end('ok')
        else if (requests % 3 === 1) request.socket.resetAndDestroy()
      },
      { maxConcurrency: 1, maxWaiting: 0, timeoutMs: 80 },
    )
    for (let round = 0; round < 3; round += 1) {
      await expect(http.exchange(READ, call(), text)).rejects.toMatchObject({ code: 'BILLING_UNREACHABLE' })
      await expect(http.exchange(READ, call(), text)).rejects.toMatchObject({ code: 'BILLING_TIMEOUT' })
      expect(await http.exchange(READ, call(), text)).toBe('ok')
    }
  })

  test('after closing, calls are refused and nothing is sent', async () => {
    const { http } = await serve((_request, response) => response.end('ok'))
    await http.close()
    await expect(http.exchange(WRITE, call(), text)).rejects.toMatchObject({
      code: 'BILLING_UNREACHABLE',
      outcome: 'not_applied',
    })
  })
})
