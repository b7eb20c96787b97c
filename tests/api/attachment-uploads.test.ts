import { rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
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
