import { once } from 'node:events'
import { rm, writeFile } from 'node:fs/promises'
import { request as httpRequest } from 'node:http'
import { createServer } from 'node:net'
import { text } from 'node:stream/consumers'
import { expect, onTestFinished, test } from 'vitest'
import { attachmentClient, PNG } from '../support/attachments.ts'
import { type GatewayOptions, startGateway } from '../support/gateway.ts'
import { ticketClient } from '../support/tickets.ts'

/** A gateway, and a ticket of 100001 that files are sent for. */
async function start(options: GatewayOptions = {}) {
  const gateway = await startGateway(options)
  onTestFinished(() => gateway.close())
  const files = attachmentClient(gateway)
  const { id: ticketId } = await ticketClient(gateway).open('100001')
  const token = await gateway.signIn('100001')
  const announce = (sizeBytes: number) => files.create({ ticketId, fileName: 'a.png', sizeBytes }, token)
  return { gateway, files, announce }
}

/** As large as a file may be. */
const LARGE = Buffer.concat([PNG, Buffer.alloc(10 * 1024 * 1024 - PNG.length)])

test('S1 a scanner that closes in the middle of a file refuses it at once, and it can be sent again', async () => {
  const scanner = createServer((socket) => {
    socket.on('error', () => {})
    socket.once('data', () => socket.pause().end())
  })
  await new Promise<void>((resolve) => void scanner.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void scanner.close())
  const address = scanner.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const { files, announce } = await start({ scanner: `tcp://127.0.0.1:${port}` })
  const url = (await announce(LARGE.length)).uploadUrl ?? ''
  for (let tries = 0; tries < 2; tries += 1) {
    const began = performance.now()
    const sent = await files.send(url, LARGE)
    expect([sent.status, sent.body.errors?.[0]?.extensions.code]).toEqual([503, 'FILE_SERVICE_UNAVAILABLE'])
    expect(performance.now() - began).toBeLessThan(5000)
  }
})

test('S1 the answer to a file names it by the id under which it was announced', async () => {
  const { files, announce } = await start()
  const created = await announce(PNG.length)
  const sent = await files.send(created.uploadUrl ?? '', PNG)
  expect(sent).toEqual({
    status: 201,
    body: { attachmentId: created.attachmentId, mediaType: 'image/png', sizeBytes: PNG.length },
  })
})

test('S1 a disk that takes nothing refuses a file as a service that is away, and takes it later', async () => {
  const { gateway, files, announce } = await start()
  const url = (await announce(PNG.length)).uploadUrl ?? ''
  // In the folder's place lies a file, so that nothing can be written into it.
  await rm(gateway.attachmentsFolder, { recursive: true, force: true })
  await writeFile(gateway.attachmentsFolder, '')
  const refused = await files.send(url, PNG)
  expect([refused.status, refused.body.errors?.[0]?.extensions.code]).toEqual([503, 'FILE_SERVICE_UNAVAILABLE'])
  expect(gateway.logLines().join('')).toContain('"code":"EEXIST","msg":"a file could not be written"')
  await rm(gateway.attachmentsFolder)
  expect((await files.send(url, PNG)).status).toBe(201)
})

/** Sends a text of so many bytes a piece at a time, and stops after some of them. */
async function drip(url: string, { sizeBytes, piece, everyMs, stopAt = sizeBytes }: Drip) {
  const request = httpRequest(url, { method: 'POST', headers: { 'content-length': sizeBytes } })
  request.on('error', () => {})
  const answered = once(request, 'response')
  let sent = 0
  const timer = setInterval(() => {
    if (sent < stopAt) request.write('a'.repeat(Math.min(piece, stopAt - sent)))
    sent += piece
    if (sent >= sizeBytes && stopAt === sizeBytes) request.end()
    if (sent >= stopAt) clearInterval(timer)
  }, everyMs)
  const [response] = await answered
  clearInterval(timer)
  const body = JSON.parse(await text(response))
  request.destroy()
  return [response.statusCode, body.errors?.[0]?.extensions.code]
}

interface Drip {
  readonly sizeBytes: number
  readonly piece: number
  readonly everyMs: number
  readonly stopAt?: number
}

test('S1 a file may come as slowly as its size allows, not with long pauses, and not more slowly', async () => {
  const serverLimits = {
    requestTimeoutMs: 300,
    timeoutCheckIntervalMs: 20,
    lingerTimeoutMs: 50,
    uploadBytesPerSecond: 1000,
    uploadSilenceMs: 500,
  }
  const { gateway, announce } = await start({ serverLimits })
  const sizeBytes = 1000
  const url = new URL((await announce(sizeBytes)).uploadUrl ?? '', gateway.url).href
  // A second and more, of the 1.3 that it may take.
  expect(await drip(url, { sizeBytes, piece: 100, everyMs: 90, stopAt: 500 })).toEqual([408, 'REQUEST_TIMEOUT'])
  expect(await drip(url, { sizeBytes, piece: 20, everyMs: 100 })).toEqual([408, 'REQUEST_TIMEOUT'])
  expect(await drip(url, { sizeBytes, piece: 100, everyMs: 70 })).toEqual([201, undefined])
})
