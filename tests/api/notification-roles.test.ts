import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Gateway, startGateway } from '../support/gateway.ts'
import {
  choose,
  createListener,
  type Listener,
  letLook,
  messagesTo,
  PREFERENCES,
  payAtTheDesk,
  tryToChoose,
} from '../support/notifications.ts'

let gateway: Gateway
let holder: Listener
let stranger: Listener
let operator: string
beforeAll(async () => {
  gateway = await startGateway()
  holder = await createListener(gateway, 'O')
  stranger = await createListener(gateway)
  operator = await gateway.signIn('operator')
})
afterAll(() => gateway.close())

const ON = { choices: [{ kind: 'PAYMENT_RECEIVED', channels: ['SMS'] }] }

async function read(token: string | undefined, accountId: string) {
  const document = `query ($id: ID!) { notificationPreferences(accountId: $id) { ${PREFERENCES} } }`
  const answer = await gateway.query<{ notificationPreferences: Record<string, unknown> | null }>(
    document,
    { id: accountId },
    token === undefined ? {} : { token },
  )
  return { preferences: answer.data?.notificationPreferences ?? null, code: answer.errors[0]?.extensions.code ?? null }
}

const codesOf = ({ userErrors }: Awaited<ReturnType<typeof tryToChoose>>) =>
  userErrors.map(({ code, field }) => [code, field])

test('S8 nothing is told to whoever has chosen nothing', async () => {
  const { preferences } = await read(stranger.token, stranger.accountId)
  expect(preferences).toEqual({
    choices: ['LOW_BALANCE', 'PAYMENT_RECEIVED', 'ORDER_DONE', 'TICKET_ANSWERED'].map((kind) => ({
      kind,
      channels: [],
    })),
    lowBalance: { amount: '100.00', currency: 'RUB' },
    quietHours: { from: '22:00', until: '08:00' },
    language: 'RU',
    availableChannels: ['SMS', 'EMAIL'],
  })
})

test('S8 a choice sets what it names and leaves the rest; the same again is no second row of the trail', async () => {
  const wanted = { choices: [{ kind: 'ORDER_DONE', channels: ['EMAIL', 'SMS', 'EMAIL'] }], lowBalance: '-50.00' }
  await tryToChoose(gateway, stranger, wanted)
  await tryToChoose(gateway, stranger, { quietHours: null, language: 'EN' })
  await tryToChoose(gateway, stranger, { quietHours: null, language: 'EN' })
  expect((await read(stranger.token, stranger.accountId)).preferences).toMatchObject({
    choices: [{ channels: [] }, { channels: [] }, { kind: 'ORDER_DONE', channels: ['SMS', 'EMAIL'] }, { channels: [] }],
    lowBalance: { amount: '-50.00' },
    quietHours: null,
    language: 'EN',
  })
  expect((await gateway.auditRows()).filter(({ act }) => act === 'notification-preferences')).toHaveLength(2)
})

test.each([
  [{ choices: [ON.choices[0], ON.choices[0]] }, 'choices'],
  [{ lowBalance: '1000000.01' }, 'lowBalance'],
  [{ lowBalance: '-1000000.01' }, 'lowBalance'],
  [{ quietHours: { from: '24:00', until: '08:00' } }, 'quietHours'],
  [{ quietHours: { from: '8:00', until: '09:00' } }, 'quietHours'],
  [{ quietHours: { from: '08:00', until: '08:00' } }, 'quietHours'],
])('S8 what cannot be is refused with its field: %o', async (wanted, field) => {
  const refused = await tryToChoose(gateway, holder, { ...wanted, inLanguage: 'ru' })
  expect(codesOf(refused)).toEqual([['INVALID_VALUE', field]])
  expect(refused.preferences).toBeNull()
  expect(refused.userErrors[0]?.message).toMatch(/Укажите/)
})

test('S8 a foreign account is as absent as one that is not there', async () => {
  for (const accountId of [holder.accountId, 'nonsense']) {
    expect(await read(stranger.token, accountId)).toEqual({ preferences: null, code: null })
    const refused = await tryToChoose(gateway, { token: stranger.token, accountId }, ON)
    expect(codesOf(refused)).toEqual([['ACCOUNT_NOT_FOUND', 'accountId']])
  }
})

test('S8 nobody without a token and no partner has a say', async () => {
  const partner = await gateway.openSession({ role: 'PARTNER' })
  expect(await read(undefined, holder.accountId)).toMatchObject({ code: 'UNAUTHENTICATED' })
  expect(await read(partner, holder.accountId)).toMatchObject({ code: 'FORBIDDEN' })
  await expect(tryToChoose(gateway, { token: partner, accountId: holder.accountId }, ON)).rejects.toThrow('FORBIDDEN')
})

test('S8 an operator chooses for the holder, and both see the same', async () => {
  const chosen = await tryToChoose(gateway, { token: operator, accountId: holder.accountId }, ON)
  expect(codesOf(chosen)).toEqual([])
  const own = await read(holder.token, holder.accountId)
  expect(own.preferences?.['choices']).toContainEqual(ON.choices[0])
  expect(await read(operator, holder.accountId)).toEqual(own)
  await tryToChoose(gateway, holder, { choices: [{ kind: 'PAYMENT_RECEIVED', channels: [] }] })
})

test('S8 whoever acts for the holder is told where his own account says, until he does so no more', async () => {
  const invited = await gateway.query<{ inviteMember: { code: string } }>(
    'mutation ($input: InviteMemberInput!) { inviteMember(input: $input) { ... on MemberInvited { code } } }',
    { input: { accountId: holder.accountId, name: 'Бухгалтер', rights: [], currentPassword: 'first-day' } },
    holder.token,
  )
  await gateway.query(
    'mutation ($input: AcceptInvitationInput!) { acceptInvitation(input: $input) { __typename } }',
    { input: { code: invited.data.inviteMember.code } },
    stranger.token,
  )
  const token = await gateway.signIn(stranger.number, 'first-day')
  await choose(gateway, { ...holder, token }, { ...ON, quietHours: null })
  await payAtTheDesk(gateway, holder.number, '33.00')
  await letLook(gateway, holder)
  expect((await messagesTo(gateway, stranger)).map(({ text }) => text)).toEqual([
    `На счёт …${holder.number.slice(-3)} поступило 33.00 RUB.`,
  ])
  expect(await messagesTo(gateway, holder)).toEqual([])
  const members = await gateway.query<{ account: { members: { id: string }[] } }>(
    'query ($id: ID!) { account(id: $id) { ... on OrganizationAccount { members { id } } } }',
    { id: holder.accountId },
    holder.token,
  )
  await gateway.query(
    'mutation ($input: RevokeMemberInput!) { revokeMember(input: $input) { __typename } }',
    { input: { memberId: members.data.account.members[0]?.id } },
    holder.token,
  )
  await payAtTheDesk(gateway, holder.number, '34.00')
  await letLook(gateway, holder)
  expect(await messagesTo(gateway, stranger)).toHaveLength(1)
  const dropped = (await gateway.auditRows()).filter(
    ({ act, outcome }) => act === 'delivery' && outcome.startsWith('not sent'),
  )
  expect(dropped.map(({ outcome }) => outcome)).toEqual(['not sent: may not see the account any more'])
})

test('S8 whom only the billing knows as a member is told that nobody knows where to reach him', async () => {
  const token = await gateway.signIn('200001-buh')
  const { data } = await gateway.query<{ viewer: { accounts: { id: string }[] } }>(
    '{ viewer { accounts { id } } }',
    {},
    token,
  )
  const accountId = data.viewer.accounts[0]?.id ?? ''
  expect((await read(token, accountId)).preferences).toMatchObject({ language: 'RU' })
  expect(codesOf(await tryToChoose(gateway, { token, accountId }, ON))).toEqual([['NO_CONTACT', 'accountId']])
})
