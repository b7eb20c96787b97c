import { isUuid } from '../domain/uuid.ts'
import type { Access } from './access.ts'
import { type AccessParts, createAccessDesk } from './access-desk.ts'
import { requestCode } from './code-request.ts'
import { actorOf, type Desk, objectOf } from './desk.ts'
import { restoreLogin, signInWithOneTimePassword } from './one-time-password.ts'
import { changeLogin, changePassword, confirmPassword } from './own-credentials.ts'
import { endSessions, resetPassword, setCredentials } from './password-reset.ts'

/** Everything about getting in that is not signing in, over the desk of signing in: they share limits and sessions. */
export function createAccess(shared: Desk, parts: AccessParts): Access {
  const desk = createAccessDesk(shared, parts)
  const { sessions } = desk.options.store
  return {
    requestCode: (wish, request) => requestCode(desk, wish, request),
    resetPassword: (input, request) => resetPassword(desk, input, request),
    signInWithOneTimePassword: (input, request) => signInWithOneTimePassword(desk, input, request),
    changePassword: (viewer, input, request) => changePassword(desk, { viewer, ...input }, request),
    changeLogin: (viewer, input, request) => changeLogin(desk, { viewer, ...input }, request),
    confirmPassword: (viewer, input, request) => confirmPassword(desk, { viewer, ...input }, request),
    setCredentials: (input, request) => setCredentials(desk, input, request),
    restoreLogin: (viewer, input, request) => restoreLogin(desk, { viewer, ...input }, request),
    listSessions: async ({ subjectId, role, sessionId }, call) => {
      const open = await sessions.listOpen({ subjectId, role }, desk.options.now(), call)
      return open.slice(0, desk.maxSessionsPerSubject).map(({ id, device, createdAt, lastSeenAt }) => ({
        id,
        device,
        createdAt,
        lastSeenAt,
        isCurrent: id === sessionId,
      }))
    },
    revokeSession: async ({ subjectId, role }, sessionId, { caller }) => {
      // An id of ours, or text that a database may not even take.
      const session = isUuid(sessionId) ? await sessions.find(sessionId) : null
      if (session === null || session.subjectId !== subjectId || session.role !== role) return false
      const now = desk.options.now()
      const act = { actor: actorOf(session), act: 'revoke-session', object: objectOf(sessionId), outcome: 'ended' }
      const ended = await sessions.revoke({ id: sessionId, now, audit: desk.entry(act, caller) })
      desk.cache.forget(sessionId)
      return ended
    },
    revokeOtherSessions: ({ subjectId, role, sessionId }, { caller }) =>
      role === 'PARTNER'
        ? Promise.resolve(0)
        : endSessions(
            desk,
            { owner: { subjectId, role }, exceptId: sessionId, act: 'revoke-session', isChange: false },
            caller,
          ),
  }
}
