import { randomUUID } from 'node:crypto'
import { readdir, writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { CREATE_UPLOAD, PNG } from '../support/attachments.ts'
import { signInMember } from '../support/members.ts'
import { startTicketFiles } from '../support/ticket-files.ts'
import { messageInput } from '../support/tickets.ts'

let clock = 0
const started = await startTicketFiles(() => Date.now() + clock)
const { add, announce, files, gateway, messagesOf, ticket, tickets, token } = started
afterAll(() => started.close())

async function linkOfNewFile(): Promise<string> {
  await add([await files.upload(ticket.id, token)])
  return (await messagesOf(ticket.id)).at(-1)?.attachments[0]?.downloadUrl ?? ''
}

test('S1 a file that is not sent yet, of another ticket, of somebody else or in a message already is attached to nothing', async () => {
  const operator = await gateway.signIn('operator')
  const other = await tickets.open('100001')
  const stranger = await tickets.open('100002')
  const used = await files.upload(ticket.id, token)
  await add([used])
  const ids = [
    (await announce()).attachmentId ?? '',
    await files.upload(other.id, token),
    await files.upload(stranger.id, await gateway.signIn('100002')),
    await files.upload(ticket.id, operator),
    used,
    ticket.id,
    'nonsense',
  ]
  const before = (await ticket.whole()).messages.length
  for (const id of ids) {
    expect([id, await add([id])]).toMatchObject([id, { code: 'ATTACHMENT_NOT_FOUND', field: 'attachmentIds' }])
  }
  const fresh = await files.upload(ticket.id, token)
  expect(await add([fresh, used])).toMatchObject({ code: 'ATTACHMENT_NOT_FOUND' })
  expect((await ticket.whole()).messages).toHaveLength(before)
  expect((await add([fresh])).__typename).toBe('TicketMessagePosted')
})

test('S1 the same key with the same files answers the same message, and with others is refused', async () => {
  const id = await files.upload(ticket.id, token)
  const input = messageInput(ticket.id, { attachmentIds: [id] })
  const before = (await ticket.whole()).messages.length
  await gateway.sandbox.setFault('soap.AddTicketMessage', { kind: 'dropAfterApplying', times: 1 })
  await expect
    .poll(() => tickets.answer('addTicketMessage', input, token), { timeout: 8000 })
    .toMatchObject({ __typename: 'TicketMessagePosted' })
  expect((await ticket.whole()).messages).toHaveLength(before + 1)
  expect((await messagesOf(ticket.id)).at(-1)?.attachments.map((one) => one.id)).toEqual([id])
  expect(await tickets.answer('addTicketMessage', { ...input, attachmentIds: [] }, token)).toMatchObject({
    code: 'IDEMPOTENCY_CONFLICT',
  })
})

test('S1 the files of a message that a closed ticket refused can be attached to another one', async () => {
  const closed = await tickets.open('100001', { status: 9 })
  const id = await files.upload(closed.id, token)
  const refused = await tickets.answer('addTicketMessage', messageInput(closed.id, { attachmentIds: [id] }), token)
  expect(refused).toMatchObject({ code: 'TICKET_CLOSED' })
  await tickets.answer('reopenTicket', { ticketId: closed.id }, token)
  const added = await tickets.answer('addTicketMessage', messageInput(closed.id, { attachmentIds: [id] }), token)
  expect(added.__typename).toBe('TicketMessagePosted')
})

test('S1 of a file whose sender leaves in the middle nothing is kept, and he may send it again', async () => {
  const created = await announce({ sizeBytes: PNG.length })
  const before = await readdir(gateway.attachmentsFolder)
  const { hostname, port } = new URL(gateway.url)
  const socket = connect(Number(port), hostname)
  const head = `POST ${created.uploadUrl} HTTP/1.1\r\nhost: x\r\ncontent-length: ${PNG.length}\r\n\r\n`
  socket.write(Buffer.concat([Buffer.from(head), PNG.subarray(0, 20)]))
  const parts = async () => (await readdir(gateway.attachmentsFolder)).filter((name) => !before.includes(name))
  await expect.poll(parts).toEqual([expect.stringMatching(/[.]part$/)])
  socket.destroy()
  await expect.poll(parts).toEqual([])
  expect((await files.send(created.uploadUrl ?? '', PNG)).status).toBe(201)
})

test('S1 a message takes five files and no sixth', async () => {
  const ids: string[] = []
  for (let count = 0; count < 6; count += 1) ids.push(await files.upload(ticket.id, token, { name: `${count}.png` }))
  expect(await add(ids)).toMatchObject({ code: 'INVALID_VALUE', field: 'attachmentIds' })
  await add(ids.slice(1))
  expect((await messagesOf(ticket.id)).at(-1)?.attachments.map(({ fileName }) => fileName)).toEqual(
    [1, 2, 3, 4, 5].map((count) => `${count}.png`),
  )
})

test('S1 nobody announces a file for a ticket that he may not write into', async () => {
  const partner = await gateway.openSession({ role: 'PARTNER' })
  const input = { ticketId: ticket.id, fileName: 'a.png', sizeBytes: 10 }
  for (const [as, code] of [
    [{}, 'UNAUTHENTICATED'],
    [partner, 'FORBIDDEN'],
  ] as const) {
    const { errors } = await gateway.query(CREATE_UPLOAD, { input }, as)
    expect(errors.map(({ extensions }) => extensions.code)).toEqual([code])
  }
  const stranger = await gateway.signIn('100002')
  expect(await announce({}, stranger)).toMatchObject({ code: 'TICKET_NOT_FOUND', field: 'ticketId' })
  const theirs = await tickets.open('200001')
  const viewing = await gateway.signIn('200001-buh')
  expect(await announce({ ticketId: theirs.id }, viewing)).toMatchObject({ code: 'NOT_ALLOWED' })
  const helping = await signInMember(gateway, ['SUPPORT'])
  expect((await announce({ ticketId: theirs.id }, helping)).__typename).toBe('AttachmentUpload')
})

test('S1 what was attached to nothing is gone after a day, and what is in a message stays', async () => {
  const kept = await linkOfNewFile()
  const before = await readdir(gateway.attachmentsFolder)
  const lost = await files.upload(ticket.id, token, { name: 'lost.png' })
  const [file] = (await readdir(gateway.attachmentsFolder)).filter((name) => !before.includes(name))
  clock = 21 * 3_600_000
  expect(await add([lost])).toMatchObject({ code: 'ATTACHMENT_NOT_FOUND' })
  await gateway.helpdesk.sweep()
  expect(await readdir(gateway.attachmentsFolder)).toContain(file)
  clock = 24 * 3_600_000 + 60_000
  await gateway.helpdesk.sweep()
  clock = 0
  expect(await readdir(gateway.attachmentsFolder)).not.toContain(file)
  expect((await files.fetch(kept)).status).toBe(200)
  expect(await add([lost])).toMatchObject({ code: 'ATTACHMENT_NOT_FOUND' })
})

const uuid = (global: string) => Buffer.from(global, 'base64url').toString().split(':')[1] ?? ''

test('S1 bytes that their row does not name are gone after an hour, and those of another store stay', async () => {
  const created = await announce()
  const gone = randomUUID()
  const id = await files.upload(ticket.id, token)
  const orphans = [`${uuid(id)}.${gone}`, `${uuid(created.attachmentId ?? '')}.${gone}`]
  const foreign = `${gone}.${gone}`
  for (const file of [...orphans, foreign]) await writeFile(join(gateway.attachmentsFolder, file), PNG)
  const known = (await readdir(gateway.attachmentsFolder)).filter((name) => !orphans.includes(name))
  await gateway.helpdesk.sweep()
  expect(await readdir(gateway.attachmentsFolder)).toEqual(expect.arrayContaining(orphans))
  clock = 3_600_000 + 60_000
  await gateway.helpdesk.sweep()
  clock = 0
  expect((await readdir(gateway.attachmentsFolder)).toSorted()).toEqual(known.toSorted())
  expect(known).toContain(foreign)
})

test('legacy calls of an announced file: one, which looks whether the ticket is there', async () => {
  expect(await gateway.countCalls(() => announce())).toEqual({ 'soap.GetTickets': 1 })
})
