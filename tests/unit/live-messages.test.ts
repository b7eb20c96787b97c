import { setTimeout as delay } from 'node:timers/promises'
import { expect, onTestFinished, test, vi } from 'vitest'
import { BillingError } from '../../src/billing/error.ts'
import type { TicketKey, TicketMessagePageKey } from '../../src/billing/port.ts'
import type { TicketMessage, TicketMessagePage } from '../../src/domain/ticket.ts'
import { createFeed } from '../../src/live/feed.ts'
import { createMessageFeed } from '../../src/live/messages.ts'

const TICKET: TicketKey = { accountId: '1', ticketId: '7' }

/** A helpdesk whose messages are numbers, and which remembers what it was asked. */
function createHelpdesk({ readGapMs = 20 } = {}) {
  const messages = new Map<string, number[]>([[TICKET.ticketId, []]])
  const reads: (readonly TicketMessagePageKey[])[] = []
  let isDown = false
  const common = { keysPerRead: 50, maxKeys: 1_000, readGapMs, timeoutMs: 500, onFailure: () => undefined }
  const tickets = createFeed<TicketKey, number>({
    ...common,
    read: async (keys) => new Map(keys.map((key) => [key, (messages.get(key.ticketId) ?? []).length])),
    textOf: ({ ticketId }) => ticketId,
    fingerprintOf: String,
    intervalMs: 50,
    tellsEachTouch: true,
  })
  const feed = createMessageFeed({
    ...common,
    tickets,
    listMessages: async (keys) => {
      reads.push(keys)
      if (isDown) throw new BillingError('BILLING_TIMEOUT', 'down', { outcome: 'not_applied' })
      return new Map(keys.map((key) => [key, pageOf(messages.get(key.ticketId) ?? [], key)]))
    },
  })
  onTestFinished(async () => void (await Promise.all([feed.stop(), tickets.stop()])))

  function write(...ids: readonly number[]): void {
    messages.get(TICKET.ticketId)?.push(...ids)
  }

  /** What comes, as it comes; each is held for a while by a slow reader. */
  function collect(after: string | null, { key = TICKET, holdMs = 0 } = {}) {
    const ending = new AbortController()
    const seen: number[] = []
    const done = (async () => {
      for await (const { id } of feed.watch(key, { after, signal: ending.signal })) {
        seen.push(Number(id))
        if (holdMs > 0) await delay(holdMs)
      }
    })()
    onTestFinished(() => ending.abort())
    return { seen, end: () => ending.abort(), done }
  }
  return {
    feed,
    tickets,
    messages,
    reads,
    write,
    collect,
    setDown: (down: boolean) => {
      isDown = down
    },
  }
}

function pageOf(ids: readonly number[], { after, first }: TicketMessagePageKey): TicketMessagePage {
  const behind = ids.filter((id) => id > Number(after ?? 0))
  const messages = behind.slice(0, first).map(
    (id): TicketMessage => ({
      id: String(id),
      author: 'OPERATOR',
      authorName: null,
      text: '',
      createdAt: null,
      reference: null,
    }),
  )
  return { messages, hasMore: behind.length > first }
}

test('a hundred who watch one ticket share its reads, and each hears each message once and in order', async () => {
  const { reads, write, collect } = createHelpdesk()
  write(1, 2)
  const watching = Array.from({ length: 100 }, () => collect(null))
  await vi.waitFor(() => expect(reads.length).toBeGreaterThan(0), 5_000)
  await delay(200)
  expect(reads.length).toBe(1)
  write(3)
  await vi.waitFor(() => expect(watching.every(({ seen }) => seen.join() === '3')).toBe(true), 5_000)
  write(4, 5)
  await vi.waitFor(() => expect(watching.every(({ seen }) => seen.join() === '3,4,5')).toBe(true), 5_000)
  await delay(2_000)
  // One for each change, and one more for what may have come in the same second.
  expect(reads.length).toBeLessThanOrEqual(5)
  expect(Math.max(...reads.map((keys) => keys.length))).toBe(1)
  const late = collect(null)
  write(6)
  await vi.waitFor(() => expect(late.seen).toEqual([6]), 5_000)
})

test('each goes on behind his own cursor, over many pages, as fast as he reads', async () => {
  const { reads, write, collect } = createHelpdesk()
  const all = Array.from({ length: 100 }, (_, at) => at + 1)
  write(...all)
  const fromStart = collect('1')
  const fromMiddle = collect('60')
  const slow = collect('80', { holdMs: 30 })
  const onlyNew = collect(null)
  await vi.waitFor(() => expect(slow.seen.length).toBeGreaterThan(3), 5_000)
  await vi.waitFor(() => expect(fromStart.seen.length).toBe(99), 5_000)
  // The last page of whoever reads all of it in silence.
  await vi.waitFor(() => expect(reads.flat().map(({ after }) => after)).toContain('95'), 5_000)
  await delay(100)
  write(101)
  const expected = [fromStart, fromMiddle, slow].map(() => 101)
  await vi.waitFor(() => expect([fromStart, fromMiddle, slow].map(({ seen }) => seen.at(-1))).toEqual(expected), 5_000)
  expect(fromStart.seen).toEqual([...all.slice(1), 101])
  expect(fromMiddle.seen).toEqual([...all.slice(60), 101])
  expect(slow.seen).toEqual([...all.slice(80), 101])
  await vi.waitFor(() => expect(onlyNew.seen).toEqual([101]), 5_000)
})

test('while the billing fails it is asked later and later, and nothing is lost', async () => {
  const { reads, write, collect, setDown } = createHelpdesk()
  write(1)
  const watching = Array.from({ length: 50 }, () => collect('1'))
  await delay(200)
  setDown(true)
  write(2)
  const from = reads.length
  await delay(4_000)
  // At once, and after a second and two, twice at most for the ticket that is told again.
  expect(reads.length - from).toBeGreaterThanOrEqual(2)
  expect(reads.length - from).toBeLessThanOrEqual(5)
  setDown(false)
  await vi.waitFor(() => expect(watching.every(({ seen }) => seen.join() === '2')).toBe(true), 15_000)
}, 30_000)

test('a read takes many tickets, and no more places of the list than the billing has calls for', async () => {
  const { reads, messages, collect } = createHelpdesk()
  const keys = Array.from({ length: 40 }, (_, at) => ({ accountId: '1', ticketId: `t${at}` }))
  for (const [at, { ticketId }] of keys.entries()) messages.set(ticketId, [at + 1, at + 1001])
  const fresh = keys.map((key) => collect(null, { key }))
  await delay(400)
  expect(reads.reduce((sum, read) => sum + read.length, 0)).toBe(40)
  expect(reads.length).toBeLessThanOrEqual(3)
  for (const one of fresh) one.end()
  await Promise.all(fresh.map(({ done }) => done))
  const resumed = keys.map((key, at) => collect(String(at + 1), { key }))
  await vi.waitFor(() => expect(resumed.every(({ seen }, at) => seen.join() === `${at + 1001}`)).toBe(true), 5_000)
  const places = reads.map((read) => new Set(read.map(({ after }) => after)).size)
  expect(Math.max(...places)).toBe(3)
})

test('who brings no cursor is told nothing that was there before, though nobody has read so far yet', async () => {
  const helpdesk = createHelpdesk()
  helpdesk.write(1)
  const slow = helpdesk.collect('0', { holdMs: 10_000 })
  const gone = helpdesk.collect(null)
  await vi.waitFor(() => expect(slow.seen).toEqual([1]), 3_000)
  await delay(100)
  gone.end()
  await gone.done
  helpdesk.write(...Array.from({ length: 30 }, (_, at) => at + 2))
  await delay(150)
  const late = helpdesk.collect(null)
  await delay(300)
  helpdesk.write(100)
  await vi.waitFor(() => expect(late.seen).toEqual([100]), 3_000)
})

test('a cursor that somebody has made up silences nobody else', async () => {
  const { write, collect, feed, tickets } = createHelpdesk()
  write(1)
  const forged = collect('999999')
  await delay(200)
  const honest = collect(null)
  await delay(200)
  write(2)
  await vi.waitFor(() => expect(honest.seen).toEqual([2]), 5_000)
  expect(forged.seen).toEqual([])
  forged.end()
  honest.end()
  await Promise.all([forged.done, honest.done])
  expect([feed.size(), tickets.size()]).toEqual([0, 0])
})
