import { readdir } from 'node:fs/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Gateway, startGateway } from '../support/gateway.ts'
import { choose, createListener, letLook, messagesTo, payAtTheDesk } from '../support/notifications.ts'

/** A quarter of a minute before eight in Moscow. */
const EARLY = Date.UTC(2026, 10, 28, 4, 59, 45)

let gateway: Gateway
let startedAt = 0
beforeAll(async () => {
  gateway = await startGateway({
    notificationClock: () => EARLY + (startedAt === 0 ? 0 : Date.now() - startedAt),
    unsubscribeUrl: 'https://cabinet.example/unsubscribe?token={token}',
  })
})
afterAll(() => gateway.close())

const countFiles = async () => (await readdir(gateway.outboxFolder).catch(() => [])).length

test('S8 quiet hours delay a message until they are over, and drop none', async () => {
  const person = await createListener(gateway)
  const before = await countFiles()
  await choose(gateway, person, {
    choices: [{ kind: 'PAYMENT_RECEIVED', channels: ['SMS'] }],
    quietHours: { from: '22:00', until: '08:00' },
  })
  startedAt = Date.now() - 11_000
  await payAtTheDesk(gateway, person.number, '15.00')
  await letLook(gateway, person)
  await letLook(gateway, person)
  const asked = (await gateway.auditRows()).filter(({ act }) => act === 'notification')
  expect(asked).toMatchObject([{ outcome: 'requested' }])
  expect(await countFiles()).toBe(before)
  // Waits until it has been sent.
  expect(await messagesTo(gateway, person)).toHaveLength(1)
  expect(Date.now()).toBeGreaterThanOrEqual(startedAt + 15_000)
})

test('S8 whoever has no quiet hours, or others, is told at once', async () => {
  startedAt = 0
  for (const quietHours of [null, { from: '09:00', until: '18:00' }]) {
    const person = await createListener(gateway)
    await choose(gateway, person, { choices: [{ kind: 'PAYMENT_RECEIVED', channels: ['SMS'] }], quietHours })
    await payAtTheDesk(gateway, person.number, '15.00')
    expect(await messagesTo(gateway, person)).toHaveLength(1)
  }
})

test('S8 the link of an e-mail ends the e-mails without a sign-in, and leaves SMS', async () => {
  const person = await createListener(gateway)
  const choices = [{ kind: 'PAYMENT_RECEIVED', channels: ['SMS', 'EMAIL'] }]
  await choose(gateway, person, { choices, quietHours: null })
  await payAtTheDesk(gateway, person.number, '15.00')
  const email = (await messagesTo(gateway, person)).find(({ channel }) => channel === 'EMAIL')
  const [, token = ''] = /unsubscribe\?token=([\w%-]+)/.exec(email?.body ?? '') ?? []
  const unsubscribe = async (given: string) =>
    (
      await gateway.query<{ unsubscribe: { unsubscribed: boolean } }>(
        'mutation ($input: UnsubscribeInput!) { unsubscribe(input: $input) { unsubscribed } }',
        { input: { token: given } },
      )
    ).data.unsubscribe.unsubscribed
  for (const wrong of ['', 'x', `${token}x`, token.slice(0, -1), token.replace(/^./, 'z'), 'ё'.repeat(1000)]) {
    expect(await unsubscribe(wrong)).toBe(false)
  }
  expect(await unsubscribe(decodeURIComponent(token))).toBe(true)
  expect(await unsubscribe(decodeURIComponent(token))).toBe(true)
  expect((await gateway.auditRows()).filter(({ act }) => act === 'unsubscribe')).toHaveLength(1)
  await payAtTheDesk(gateway, person.number, '16.00')
  const channels = (await messagesTo(gateway, person)).map(({ channel }) => channel)
  expect(channels.filter((channel) => channel === 'EMAIL')).toHaveLength(1)
  expect(channels.filter((channel) => channel === 'SMS')).toHaveLength(2)
})
