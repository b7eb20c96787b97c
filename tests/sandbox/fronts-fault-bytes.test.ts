import { request } from 'node:http'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { type Fronts, isWellFormed, startFronts, textsOf } from './fronts-harness.ts'

let fronts: Fronts
let soapId: number
beforeAll(async () => {
  fronts = await startFronts()
  soapId = (await fronts.account('100001')).soapId
})
afterEach(() => fronts.control('DELETE', '/faults'))
afterAll(() => fronts.close())

const SIDES = ['rest.regions', 'soap.GetPayments'] as const
type Side = (typeof SIDES)[number]

interface Raw {
  readonly status: number
  readonly type: string
  readonly bytes: Buffer
}

async function ask(side: Side): Promise<Raw> {
  const response =
    side === 'rest.regions'
      ? await fronts.rest('/regions')
      : await fetch(`${fronts.url}/soap`, {
          method: 'POST',
          headers: { cookie: await fronts.logIn() },
          body: `<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"><e:Body><GetPayments xmlns="urn:reference-billing"><flt><agrmid>${soapId}</agrmid></flt></GetPayments></e:Body></e:Envelope>`,
        })
  const bytes = Buffer.from(await response.arrayBuffer())
  return { status: response.status, type: response.headers.get('content-type') ?? '', bytes }
}

function isReadable(side: Side, body: string): boolean {
  if (side === 'soap.GetPayments') return body !== '' && isWellFormed(body)
  try {
    JSON.parse(body)
    return true
  } catch {
    return false
  }
}

test.each(SIDES)('%s is readable as long as no fault is set', async (side) => {
  const { status, bytes } = await ask(side)
  expect([status, isReadable(side, bytes.toString())]).toEqual([200, true])
})

test.each(SIDES)('http500 on %s is a plain text that leaks file and line', async (side) => {
  await fronts.fault(side, { kind: 'http500' })
  const { status, type, bytes } = await ask(side)
  expect([status, type]).toEqual([500, 'text/plain; charset=utf-8'])
  expect(bytes.toString()).toMatch(/\.pm line \d+/)
})

test.each(SIDES)('unavailable on %s is a 503', async (side) => {
  await fronts.fault(side, { kind: 'unavailable' })
  expect((await ask(side)).status).toBe(503)
})

test.each(SIDES)('html on %s is a page with 200', async (side) => {
  await fronts.fault(side, { kind: 'html' })
  const { status, type, bytes } = await ask(side)
  expect([status, type]).toEqual([200, 'text/html; charset=utf-8'])
  expect(bytes.toString()).toMatch(/^<html>/)
})

test.each(SIDES)('empty on %s is nothing with 200', async (side) => {
  await fronts.fault(side, { kind: 'empty' })
  const { status, bytes } = await ask(side)
  expect([status, bytes.length]).toEqual([200, 0])
})

test('faultWith200 is a fault, or an errno, with 200', async () => {
  await fronts.fault('*', { kind: 'faultWith200' })
  const rest = await ask('rest.regions')
  expect([rest.status, JSON.parse(rest.bytes.toString())]).toEqual([200, { errno: 20, errstr: 'Internal error' }])
  const soap = await fronts.soap('<b:GetServerTime/>')
  expect([soap.status, textsOf(soap.xml, 'detail')]).toEqual([200, ['Internal error']])
})

test.each(SIDES)('notWellFormed on %s cannot be parsed', async (side) => {
  await fronts.fault(side, { kind: 'notWellFormed' })
  const { status, bytes } = await ask(side)
  expect(bytes.toString()).toContain('Ivanov & Sons')
  expect([status, isReadable(side, bytes.toString())]).toEqual([200, false])
})

test.each(SIDES)('truncated on %s stops in the middle, with a length to match', async (side) => {
  await fronts.fault(side, { kind: 'truncated' })
  const { status, bytes } = await ask(side)
  expect(bytes.length).toBeGreaterThan(0)
  expect([status, isReadable(side, bytes.toString())]).toEqual([200, false])
})

test.each(SIDES)('oversize on %s is more than 3 MB, and readable', async (side) => {
  await fronts.fault(side, { kind: 'oversize' })
  const { bytes } = await ask(side)
  expect(bytes.length).toBeGreaterThan(3 * 1024 * 1024)
  expect(isReadable(side, bytes.toString())).toBe(true)
})

test('doctype redefines an entity', async () => {
  await fronts.fault('soap.GetPayments', { kind: 'doctype' })
  const { bytes } = await ask('soap.GetPayments')
  expect(bytes.toString()).toMatch(/\?>\n<!DOCTYPE Envelope \[<!ENTITY amp /)
})

test.each(SIDES)('wrongCharset on %s declares utf-8 and sends windows-1251', async (side) => {
  await fronts.fault(side, { kind: 'wrongCharset' })
  const { type, bytes } = await ask(side)
  expect(type).toMatch(/charset=utf-8$/)
  expect(() => new TextDecoder('utf-8', { fatal: true }).decode(bytes)).toThrow(TypeError)
  const text = new TextDecoder('windows-1251').decode(bytes)
  expect(text).toContain('Примечание')
  expect(text.startsWith('<?xml version="1.0" encoding="UTF-8"?>')).toBe(side === 'soap.GetPayments')
})

test.each([
  ['header', 'windows-1251', 'UTF-8'],
  ['declaration', 'utf-8', 'windows-1251'],
])('wrongCharset can make only the %s wrong', async (variant, inHeader, inXml) => {
  await fronts.fault('soap.GetPayments', { kind: 'wrongCharset', variant })
  const { type, bytes } = await ask('soap.GetPayments')
  expect(type).toBe(`text/xml; charset=${inHeader}`)
  const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  expect(text.toLowerCase()).toContain(`encoding="${inXml.toLowerCase()}"`)
  expect(text).toContain('Примечание')
})

/** What a call has brought after a while, and whether it has ended by then. */
function watch(path: string, forMs: number): Promise<{ bytes: number; ended: boolean; failed: string | null }> {
  return new Promise((resolve) => {
    let bytes = 0
    let ended = false
    let failed: string | null = null
    const call = request(`${fronts.url}/rest${path}`, { headers: { 'x-api-key': 'sandbox-key' } }, (response) => {
      response.on('data', (chunk: Buffer) => (bytes += chunk.length))
      response.on('end', () => (ended = true))
      response.on('error', () => undefined)
    })
    call.on('error', (error: NodeJS.ErrnoException) => (failed = error.code ?? 'error'))
    call.end()
    setTimeout(() => {
      resolve({ bytes, ended, failed })
      call.destroy()
    }, forMs)
  })
}

test('drip sends a few bytes at a time without end', async () => {
  await fronts.fault('rest.ping', { kind: 'drip' })
  const { bytes, ended } = await watch('/ping', 1500)
  expect(bytes).toBeGreaterThan(4)
  expect(bytes).toBeLessThan(60)
  expect(ended).toBe(false)
})

test('hang answers nothing and counts as in flight until the caller leaves', async () => {
  await fronts.fault('rest.regions', { kind: 'hang' })
  const watched = watch('/regions', 1500)
  await expect.poll(async () => (await fronts.control('GET', '/in-flight')).body).toEqual({ inFlight: 1, late: 0 })
  expect(await watched).toEqual({ bytes: 0, ended: false, failed: null })
  await expect.poll(async () => (await fronts.control('GET', '/in-flight')).body).toEqual({ inFlight: 0, late: 0 })
})

test('reset destroys the connection', async () => {
  await fronts.fault('rest.regions', { kind: 'reset' })
  expect((await watch('/regions', 300)).failed).toBe('ECONNRESET')
})

test('a sandbox that closes gives up what hangs and what drips', async () => {
  const own = await startFronts()
  await own.fault('rest.regions', { kind: 'hang' })
  await own.fault('rest.ping', { kind: 'drip' })
  const hung = own.rest('/regions').catch(() => 'gone')
  const dripping = own
    .rest('/ping')
    .then((response) => response.text())
    .catch(() => 'gone')
  await expect.poll(async () => (await own.control('GET', '/in-flight')).body).toEqual({ inFlight: 2, late: 0 })
  const startedAt = performance.now()
  await own.close()
  expect(await Promise.all([hung, dripping])).toEqual(['gone', 'gone'])
  expect(performance.now() - startedAt).toBeLessThan(3500)
})
