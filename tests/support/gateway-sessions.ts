import { randomUUID } from 'node:crypto'
import type { PartnerAdmin } from '../../src/auth/partner-admin.ts'
import { DEMO_PARTNER } from '../../src/auth/partner-demo.ts'
import { provideDemoPartner } from '../../src/auth/partner-demo-setup.ts'
import { createAccessTokens } from '../../src/auth/tokens.ts'
import type { AccountRef } from '../../src/domain/account.ts'
import type { Role } from '../../src/domain/viewer.ts'
import type { SessionScope, Store } from '../../src/store/store.ts'

export interface TestSessions {
  /** A token for a session that nobody has signed in to. A PARTNER is the demo partner. */
  openSession(session: { role: Role; accounts?: readonly AccountRef[]; scope?: SessionScope }): Promise<string>
  /** A well-signed token whose time is over. */
  expiredToken(): Promise<string>
}

export function createTestSessions(
  settings: Omit<Parameters<typeof createAccessTokens>[0], 'ttlMs'>,
  { store, partners }: { readonly store: Store; readonly partners: PartnerAdmin },
): TestSessions {
  return {
    async openSession({ role, accounts = [], scope = 'FULL' }) {
      const now = Date.now()
      if (role === 'PARTNER') await provideDemoPartner(partners, 'RUB')
      const subjectId = role === 'PARTNER' ? DEMO_PARTNER.id : '1'
      const session = { id: randomUUID(), subjectId, role, displayName: role, accounts, hasMoreAccounts: false, scope }
      await store.sessions.create({
        session: { ...session, confirmedAt: now, createdAt: now, expiresAt: now + 600_000 },
        refreshTokenHash: randomUUID(),
        maxPerSubject: 1000,
        audit: null,
        displacedAudit: () => null,
      })
      const tokens = createAccessTokens({ ...settings, ttlMs: 600_000 })
      return (await tokens.issue({ subjectId, sessionId: session.id, role })).token
    },
    async expiredToken() {
      const tokens = createAccessTokens({ ...settings, now: () => Date.now() - 3_600_000, ttlMs: 600_000 })
      return (await tokens.issue({ subjectId: '1', sessionId: randomUUID(), role: 'OPERATOR' })).token
    },
  }
}
