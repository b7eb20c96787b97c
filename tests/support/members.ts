import { expect } from 'vitest'
import type { MemberRight } from '../../src/domain/member.ts'
import { writeId } from '../../src/graphql/ids.ts'
import type { Gateway } from './gateway.ts'

const INVITE = `mutation ($input: InviteMemberInput!) { inviteMember(input: $input) { ... on MemberInvited { code } } }`
const ACCEPT = `mutation ($input: AcceptInvitationInput!) { acceptInvitation(input: $input) { __typename } }`
const GRANT = `mutation ($input: GrantMemberRightsInput!) { answer: grantMemberRights(input: $input) { __typename } }`

/** A session of 200001-buh, whom the owner of the organisation 200001 has given these rights. */
export async function signInMember(gateway: Gateway, rights: readonly MemberRight[]): Promise<string> {
  const { restId } = await gateway.sandbox.findAccount('200001')
  const accountId = writeId({ type: 'Account', kind: 'ORGANIZATION', accountId: String(restId) })
  const invited = await gateway.query<{ inviteMember: { code: string } }>(
    INVITE,
    { input: { accountId, name: 'Бухгалтер', rights, currentPassword: 'demo' } },
    await gateway.signIn('200001'),
  )
  const token = await gateway.signIn('200001-buh')
  const { code } = invited.data.inviteMember
  const accepted = await gateway.query<{ acceptInvitation: object }>(ACCEPT, { input: { code } }, token)
  expect(accepted.data.acceptInvitation).toEqual({ __typename: 'InvitationAccepted' })
  return gateway.signIn('200001-buh')
}

/** The owner of the organisation 200001 leaves its only member these rights. */
export async function leaveRights(gateway: Gateway, rights: readonly MemberRight[]): Promise<void> {
  const { restId } = await gateway.sandbox.findAccount('200001')
  const accountId = writeId({ type: 'Account', kind: 'ORGANIZATION', accountId: String(restId) })
  const owner = await gateway.signIn('200001')
  const { data } = await gateway.query<{ account: { members: readonly [{ id: string }] } }>(
    'query ($id: ID!) { account(id: $id) { ... on OrganizationAccount { members { id } } } }',
    { id: accountId },
    owner,
  )
  const [{ id: memberId }] = data.account.members
  const { data: told } = await gateway.query<{ answer: object }>(GRANT, { input: { memberId, rights } }, owner)
  expect(told.answer).toEqual({ __typename: 'MemberChanged' })
}
