import { expect } from 'vitest'
import type { MemberRight } from '../../src/domain/member.ts'
import { writeId } from '../../src/graphql/ids.ts'
import type { Gateway } from './gateway.ts'

const INVITE = `mutation ($input: InviteMemberInput!) { inviteMember(input: $input) { ... on MemberInvited { code } } }`
const ACCEPT = `mutation ($input: AcceptInvitationInput!) { acceptInvitation(input: $input) { __typename } }`

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
