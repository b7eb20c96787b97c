import { randomUUID } from 'node:crypto'
import type { PartnerAdmin } from '../../src/auth/partner-admin.ts'
import { DEMO_PARTNER } from '../../src/auth/partner-demo.ts'
import { provideDemoPartner } from '../../src/auth/partner-demo-setup.ts'
import { createAccessTokens } from '../../src/auth/tokens.ts'
import type { AccountRef } from '../../src/domain/account.ts'
import type { Role } from '../../src/domain/viewer.ts'
import type { SessionScope, Store } from '../../src/store/store.ts'

const TEN_MINUTES_MS = 600_000

export interface TestSessions {
  /** A token for a session that nobody has signed in to; it lives ten minutes unless told otherwise. A PARTNER is the demo partner. */
  openSession(session: {
    readonly role: Role
    readonly accounts?: readonly AccountRef[]
    readonly scope?: SessionScope
    readonly tokenMs?: number
  }): Promise<string>
  /** A well-signed token whose time is over. */
  expiredToken(): Promise<string>
}

export function createTestSessions(parts: {
  readonly store: Store
  readonly partners: PartnerAdmin
  readonly tokenSettings: Omit<Parameters<typeof createAccessTokens>[0], 'ttlMs'>
}): TestSessions {
  const { store, partners, tokenSettings } = parts
  return {
    async openSession({ role, accounts = [], scope = 'FULL', tokenMs = TEN_MINUTES_MS }) {
      const now = Date.now()
      if (role === 'PARTNER') await provideDemoPartner(partners, 'RUB')
      const subjectId = role === 'PARTNER' ? DEMO_PARTNER.id : '1'
      const session = { id: randomUUID(), subjectId, role, displayName: role, accounts, hasMoreAccounts: false, scope }
      await store.sessions.create({
        session: { ...session, confirmedAt: now, createdAt: now, expiresAt: now + TEN_MINUTES_MS },
        refreshTokenHash: randomUUID(),
        maxPerSubject: 1000,
        audit: null,
        displacedAudit: () => null,
      })
      const tokens = createAccessTokens({ ...tokenSettings, ttlMs: tokenMs })
      return (await tokens.issue({ subjectId, sessionId: session.id, role })).token
    },
    async expiredToken() {
      const tokens = createAccessTokens({ ...tokenSettings, now: () => Date.now() - 3_600_000, ttlMs: TEN_MINUTES_MS })
      return (await tokens.issue({ subjectId: '1', sessionId: randomUUID(), role: 'OPERATOR' })).token
    },
  }
}
