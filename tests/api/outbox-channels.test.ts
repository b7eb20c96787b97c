import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { createServer, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { createFileCourier } from '../../src/delivery/file.ts'
import { createSmtpCourier } from '../../src/delivery/smtp.ts'
import { startGateway } from '../support/gateway.ts'

/** A mail server that takes connections and never greets. */
async function startSilentServer(): Promise<string> {
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => {})
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return `smtp://127.0.0.1:${address.port}`
}

test('A4 a mail server that hangs holds up no SMS, however many e-mails wait', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'sms-'))
  const timeoutMs = 15_000
  const email = createSmtpCourier({ url: await startSilentServer(), from: 'cabinet@example.com', timeoutMs })
  const gateway = await startGateway({ couriers: { SMS: createFileCourier(folder), EMAIL: email } })
  onTestFinished(async () => {
    await gateway.close()
    await rm(folder, { recursive: true, force: true })
  })
  const document = `mutation ($input: RequestPasswordResetInput!) { requestPasswordReset(input: $input) { requested } }`
  const request = async (input: object) => {
    const { data } = await gateway.query<{ requestPasswordReset: { requested: boolean } }>(document, { input })
    expect(data.requestPasswordReset.requested).toBe(true)
  }
  const { books } = gateway.sandbox
  for (let index = 0; index < 14; index += 1) {
    const number = `m-${index}`
    const { restId } = await gateway.sandbox.createAccount({ number, type: 'P', login: number, password: 'first-day' })
    await request({ login: number, channel: 'EMAIL', email: books.findProfiles([restId])[0]?.email })
  }
  await expect
    .poll(() => gateway.sandbox.calls().then((calls) => calls['rest.profiles'] ?? 0), { timeout: 20_000 })
    .toBeGreaterThanOrEqual(3)
  const startedAt = Date.now()
  for (const login of ['100001', '100002', '100004']) await request({ login, channel: 'SMS' })
  await expect.poll(() => readdir(folder).then((files) => files.length), { timeout: 10_000 }).toBe(3)
  expect(Date.now() - startedAt).toBeLessThan(3_000)
})
