import { readdir } from 'node:fs/promises'
import { afterAll, expect, test } from 'vitest'
import { attachmentClient, PNG, startClamd } from '../support/attachments.ts'
import { startGateway } from '../support/gateway.ts'
import { startTicketFiles } from '../support/ticket-files.ts'
import { ticketClient } from '../support/tickets.ts'

let clock = 0
const started = await startTicketFiles(() => Date.now() + clock)
const { add, announce, files, gateway, messagesOf, ticket, token } = started
afterAll(() => started.close())

test('S1 a file is announced, sent, attached, seen in the next query and saved by a link as it was sent', async () => {
  const id = await files.upload(ticket.id, token, { name: 'фото "роутера".png' })
  expect(await add([id])).toMatchObject({ __typename: 'TicketMessagePosted' })
  const [attachment] = (await messagesOf(ticket.id)).at(-1)?.attachments ?? []
  expect(attachment).toMatchObject({
    id,
    fileName: 'фото _роутера_.png',
    mediaType: 'image/png',
    sizeBytes: PNG.length,
  })
  const response = await files.fetch(attachment?.downloadUrl ?? '')
  expect(response.status).toBe(200)
  expect(Buffer.from(await response.arrayBuffer())).toEqual(PNG)
  const headers = Object.fromEntries(response.headers)
  expect(headers).toMatchObject({
    'content-type': 'image/png',
    'content-length': String(PNG.length),
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
    'content-security-policy': expect.stringContaining('sandbox'),
  })
  expect(headers['content-disposition']).toBe(
    `attachment; filename="____ _________.png"; filename*=UTF-8''${encodeURIComponent('фото _роутера_.png')}`,
  )
  // The operator sees it through the same query.
  const seen = (await messagesOf(ticket.id, await gateway.signIn('operator'))).at(-1)?.attachments[0]
  expect((await files.fetch(seen?.downloadUrl ?? '')).status).toBe(200)
})

const text = (content: string) => Buffer.from(content)

test.each([
  ['a JPEG', Buffer.from('ffd8ffe000104a464946', 'hex'), 'image/jpeg', 'x.html.jpg'],
  ['a GIF that goes on as a page', text('GIF89a<script>alert(1)</script>'), 'image/gif', 'x.html.gif'],
  ['a WebP', text('RIFF\u0001\u0002\u0003\u0004WEBPVP8 '), 'image/webp', 'x.html.webp'],
  ['a PDF', text('%PDF-1.7\n1 0 obj'), 'application/pdf', 'x.html.pdf'],
  ['a text', text('Пинг: 200 мс\n10 < 20 & 5 > 3'), 'text/plain', 'x.html.txt'],
])('S1 %s is known by its bytes, and saved under an ending of its own', async (...row) => {
  const [, bytes, mediaType, fileName] = row
  const id = await files.upload(ticket.id, token, { name: 'x.html', bytes })
  await add([id])
  const [attachment] = (await messagesOf(ticket.id)).at(-1)?.attachments ?? []
  expect(attachment).toMatchObject({ mediaType, fileName })
})

test.each([
  ['a page', text('<!doctype html><p>x')],
  ['a page behind blanks', text('\n  <html></html>')],
  ['a page in the middle of a text', text('Hello <ScRiPt>alert(1)</sCrIpT>')],
  ['a drawing that can run', text('<svg xmlns="http://www.w3.org/2000/svg" onload="x()"/>')],
  ['a script', text('#!/bin/sh\nrm -rf /')],
  ['a program', Buffer.from('7f454c4602010100', 'hex')],
  ['a program of another kind', text('MZ\u0000\u0001')],
  ['an archive', Buffer.from('504b030414000000', 'hex')],
  ['what is no text', Buffer.from('c328a0ff', 'hex')],
  ['a text with control characters', text('a\u001b[31mb')],
])('S1 %s is refused whatever it is called, and nothing of it is kept', async (_name, bytes) => {
  const before = await readdir(gateway.attachmentsFolder)
  const created = await announce({ sizeBytes: bytes.length })
  const sent = await files.send(created.uploadUrl ?? '', bytes, { 'content-type': 'image/png' })
  expect([sent.status, sent.body.errors?.[0]?.extensions.code]).toEqual([415, 'FILE_TYPE_NOT_ALLOWED'])
  expect(await readdir(gateway.attachmentsFolder)).toEqual(before)
  expect(await add([created.attachmentId ?? ''])).toMatchObject({
    code: 'ATTACHMENT_NOT_FOUND',
    field: 'attachmentIds',
  })
})

test('S1 more bytes or fewer than were announced are refused, declared or not', async () => {
  const created = await announce({ sizeBytes: 10 })
  const url = created.uploadUrl ?? ''
  const codes: unknown[] = []
  for (const bytes of [PNG, PNG.subarray(0, 9)]) {
    codes.push((await files.send(url, bytes)).body.errors?.[0]?.extensions.code)
    const stream = new ReadableStream({
      start(controller) {
        controller.enqueue(bytes)
        controller.close()
      },
    })
    const response = await files.fetch(url, { method: 'POST', body: stream, duplex: 'half' } satisfies RequestInit & {
      duplex: 'half'
    })
    codes.push(JSON.parse(await response.text()).errors[0].extensions.code)
  }
  expect(codes).toEqual(Array.from({ length: 4 }, () => 'FILE_SIZE_DIFFERS'))
})

test.each([
  ['no byte', { sizeBytes: 0 }, 'sizeBytes'],
  ['too many bytes', { sizeBytes: 10 * 1024 * 1024 + 1 }, 'sizeBytes'],
  ['no name', { fileName: ' ' }, 'fileName'],
  ['a folder alone', { fileName: 'a/b/' }, 'fileName'],
  ['a hidden name', { fileName: '../.htaccess' }, 'fileName'],
  ['a long name', { fileName: 'a'.repeat(121) }, 'fileName'],
  ['a name of two lines', { fileName: 'a\r\nb.png' }, 'fileName'],
  ['a name that runs backwards', { fileName: 'a\u202Egnp.exe' }, 'fileName'],
])('S1 a file with %s cannot be announced', async (_name, fields, field) => {
  expect(await announce(fields)).toMatchObject({ code: 'INVALID_VALUE', field })
})

test('S1 what harms is refused, and so is everything while nobody can look', async () => {
  const bytes = text('EICAR test')
  const created = await announce({ sizeBytes: bytes.length })
  const sent = await files.send(created.uploadUrl ?? '', bytes)
  expect([sent.status, sent.body.errors?.[0]?.extensions.code]).toEqual([422, 'FILE_INFECTED'])
  const other = await startClamd()
  other.breakDown()
  const careful = await startGateway({ scanner: other.address })
  const client = attachmentClient(careful)
  const opened = await ticketClient(careful).open('100001')
  const input = { ticketId: opened.id, fileName: 'a.png', sizeBytes: PNG.length }
  const again = await client.create(input, await careful.signIn('100001'))
  expect((await client.send(again.uploadUrl ?? '', PNG)).body.errors?.[0]?.extensions.code).toBe(
    'FILE_SERVICE_UNAVAILABLE',
  )
  expect(await readdir(careful.attachmentsFolder)).toEqual([])
  await careful.close()
  await other.close()
})

test('S1 a link of an upload works once, for its time, and only as it was written', async () => {
  const created = await announce()
  const url = created.uploadUrl ?? ''
  const both = await Promise.all([files.send(url, PNG), files.send(url, PNG)])
  expect(both.map(({ status }) => status).toSorted((one, other) => one - other)).toEqual([201, 410])
  expect((await files.send(url, PNG)).body.errors?.[0]?.extensions.code).toBe('LINK_USED')
  const late = (await announce()).uploadUrl ?? ''
  clock += 15 * 60_000
  expect((await files.send(late, PNG)).body.errors?.[0]?.extensions.code).toBe('LINK_EXPIRED')
  clock = 0
  const download = await linkOfNewFile()
  for (const forged of [
    `${url}x`,
    url.slice(0, -1),
    url.replace('upload', 'download'),
    '/attachments/upload/',
    '/attachments/upload/a.b',
  ]) {
    const response = await files.fetch(forged, { method: forged.includes('download') ? 'GET' : 'POST' })
    expect([forged, response.status]).toEqual([forged, 403])
  }
  expect((await files.fetch(download.replace('download', 'upload'), { method: 'POST', body: PNG })).status).toBe(403)
})

async function linkOfNewFile(): Promise<string> {
  await add([await files.upload(ticket.id, token)])
  return (await messagesOf(ticket.id)).at(-1)?.attachments[0]?.downloadUrl ?? ''
}

test('S1 a link of a download ends after five minutes, and takes GET alone', async () => {
  const url = await linkOfNewFile()
  expect((await files.fetch(url, { method: 'HEAD' })).status).toBe(405)
  expect((await files.fetch(url, { method: 'POST', body: 'x' })).status).toBe(405)
  clock += 5 * 60_000
  const late = await files.fetch(url)
  expect([late.status, JSON.parse(await late.text()).errors[0].extensions.code]).toEqual([410, 'LINK_EXPIRED'])
  clock = 0
  expect((await files.fetch(url)).status).toBe(200)
})
