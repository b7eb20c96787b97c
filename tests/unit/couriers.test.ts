import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { createFileCourier } from '../../src/delivery/file.ts'
import { createHttpSmsCourier, type HttpSmsOptions } from '../../src/delivery/http-sms.ts'
import { createSmtpCourier } from '../../src/delivery/smtp.ts'
import type { Message } from '../../src/domain/message.ts'
import { serve } from '../support/http-server.ts'
import { startSmtpServer } from '../support/smtp-server.ts'

const MAIL: Message = {
  id: '0f8e2f0e-1111-4222-8333-444455556666',
  channel: 'EMAIL',
  to: 'abonent@example.com',
  subject: 'Код для нового пароля',
  text: '1234 5678 — код для нового пароля.\n.\nНикому его не сообщайте.',
}
const SMS: Message = { ...MAIL, channel: 'SMS', to: '+79001234567', text: 'код "12" & \\ {to}' }

const call = (timeoutMs = 5_000) => ({ signal: AbortSignal.timeout(timeoutMs) })

function smtp(url: string) {
  const courier = createSmtpCourier({ url, from: 'Провайдер <noreply@provider.example>', timeoutMs: 2_000 })
  onTestFinished(() => courier.close())
  return courier
}

test('an e-mail reaches the server with its credentials, one recipient, and an id that stays the same', async () => {
  const server = await startSmtpServer()
  const courier = smtp(`smtp://user:p%40ss@127.0.0.1:${server.port}`)
  expect(await courier.send(MAIL, call())).toBe(`smtp://127.0.0.1:${server.port}`)
  await courier.send(MAIL, call())
  const [mail, again] = server.mails
  expect(mail).toMatchObject({ from: 'FROM:<noreply@provider.example>', auth: 'user:p@ss' })
  expect(mail?.to).toEqual(['TO:<abonent@example.com>'])
  const id = `Message-ID: <${MAIL.id}@provider.example>`
  expect([mail?.data, again?.data].filter((data) => data?.includes(id))).toHaveLength(2)
  const [, body = ''] = mail?.data.split('\r\n\r\n') ?? []
  const isBase64 = mail?.data.includes('Content-Transfer-Encoding: base64') ?? false
  const text = isBase64 ? Buffer.from(body, 'base64').toString() : decodeQuotedPrintable(body)
  expect(text.replaceAll('\r\n', '\n').trim()).toBe(MAIL.text)
})

function decodeQuotedPrintable(text: string): string {
  const bytes = text
    .replaceAll('=\r\n', '')
    .replaceAll(/=([0-9A-F]{2})/g, (_all, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
  return Buffer.from(bytes, 'latin1').toString()
}

test('an address that is more than one recipient never becomes two', async () => {
  const server = await startSmtpServer()
  const courier = smtp(`smtp://127.0.0.1:${server.port}`)
  const to = 'one@example.com, two@example.com'
  await courier.send({ ...MAIL, to }, call()).catch(() => {})
  await courier.send({ ...MAIL, to: 'one@example.com\r\nBcc: two@example.com' }, call()).catch(() => {})
  const recipients = server.mails.flatMap((mail) => mail.to)
  expect(recipients.filter((recipient) => recipient.includes('<two@'))).toEqual([])
  expect(server.mails.filter(({ data }) => /^bcc:/im.test(data))).toEqual([])
})

test('a recipient that is refused, a server that is gone and one that says nothing are failures without content', async () => {
  const server = await startSmtpServer()
  server.answers.push('550 no such user abonent@example.com')
  const courier = smtp(`smtp://127.0.0.1:${server.port}`)
  await expect(courier.send(MAIL, call())).rejects.toMatchObject({
    code: 'DELIVERY_FAILED',
    message: 'The SMTP server did not take the message.',
  })
  await expect(smtp('smtp://127.0.0.1:1').send(MAIL, call())).rejects.toMatchObject({ code: 'DELIVERY_FAILED' })
  const silent = await serve(() => {})
  const startedAt = Date.now()
  await expect(smtp(silent.origin.replace('http', 'smtp')).send(MAIL, call(200))).rejects.toMatchObject({
    code: 'DELIVERY_TIMEOUT',
  })
  expect(Date.now() - startedAt).toBeLessThan(1_500)
})

test('no password and no message goes over the network to a server that does not encrypt', async () => {
  const server = await startSmtpServer('127.0.0.2')
  const courier = smtp(`smtp://user:secret@127.0.0.2:${server.port}`)
  await expect(courier.send(MAIL, call())).rejects.toMatchObject({ code: 'DELIVERY_FAILED' })
  expect(server.mails).toEqual([])
  expect(server.commands.filter((command) => /AUTH|RCPT|DATA/.test(command))).toEqual([])
})

interface Taken {
  readonly url: string | undefined
  readonly headers: Readonly<Record<string, unknown>>
  readonly body: string
}

async function startProvider(status = 200) {
  const taken: Taken[] = []
  const take = async (request: IncomingMessage, answer: ServerResponse) => {
    const body = Buffer.concat(await request.toArray()).toString()
    taken.push({ url: request.url, headers: request.headers, body })
    answer.writeHead(status).end('{"quoted":"+79001234567"}')
  }
  const { origin } = await serve((request, answer) => void take(request, answer))
  return { origin, taken }
}

function sms(options: Pick<HttpSmsOptions, 'url'> & Partial<HttpSmsOptions>) {
  const courier = createHttpSmsCourier({
    headers: { authorization: 'Bearer key' },
    body: '{"messages":[{"id":"{id}","to":"{to}","text":"{text}"}]}',
    contentType: 'application/json',
    timeoutMs: 2_000,
    ...options,
  })
  onTestFinished(() => courier.close())
  return courier
}

test('an SMS reaches the provider as JSON or as a form, escaped for where it stands, with its id', async () => {
  const { origin, taken } = await startProvider()
  expect(await sms({ url: `${origin}/send?v=2` }).send(SMS, call())).toBe(origin)
  const form = sms({
    url: `${origin}/form`,
    contentType: 'application/x-www-form-urlencoded',
    body: 'phone={digits}&text={text}',
  })
  await form.send(SMS, call())
  expect(taken.map(({ url }) => url)).toEqual(['/send?v=2', '/form'])
  expect(taken[0]?.headers).toMatchObject({
    authorization: 'Bearer key',
    'idempotency-key': SMS.id,
    'content-type': 'application/json',
  })
  expect(JSON.parse(taken[0]?.body ?? '')).toEqual({ messages: [{ id: SMS.id, to: SMS.to, text: SMS.text }] })
  expect(Object.fromEntries(new URLSearchParams(taken[1]?.body))).toEqual({ phone: '79001234567', text: SMS.text })
})

test.each([301, 400, 500])('an answer of %i is a failure, and nothing of it is told', async (status) => {
  const { origin, taken } = await startProvider(status)
  await expect(sms({ url: origin }).send(SMS, call())).rejects.toMatchObject({
    code: 'DELIVERY_REFUSED',
    message: `The SMS provider answered ${status}.`,
  })
  expect(taken).toHaveLength(1)
})

test('a provider that says nothing ends with the call, and one that is gone at once', async () => {
  const silent = await serve(() => {})
  await expect(sms({ url: silent.origin }).send(SMS, call(200))).rejects.toMatchObject({ code: 'DELIVERY_TIMEOUT' })
  await expect(sms({ url: 'http://127.0.0.1:1' }).send(SMS, call())).rejects.toMatchObject({ code: 'DELIVERY_FAILED' })
})

test('a message in a file is read by its owner only, and a repetition is the same file', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'outbox-'))
  onTestFinished(() => rm(directory, { recursive: true, force: true }))
  const folder = join(directory, 'outbox')
  const courier = createFileCourier(folder)
  const url = await courier.send(SMS, call())
  expect(await courier.send(SMS, call())).toBe(url)
  expect(url).not.toContain('код')
  expect(await readdir(folder)).toEqual([`${SMS.id}.txt`])
  const file = join(folder, `${SMS.id}.txt`)
  expect(await readFile(file, 'utf8')).toContain(SMS.text)
  expect([await stat(file), await stat(folder)].map(({ mode }) => (mode & 0o777).toString(8))).toEqual(['600', '700'])
})
