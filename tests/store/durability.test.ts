import { expect, test } from 'vitest'
import { reportUntilKilled } from '../support/killed.ts'
import { describeStores } from '../support/stores.ts'

const OPEN_MODULE = new URL('../../src/store/open.ts', import.meta.url).href
const NOW = 1_790_000_000_000

/** A program that opens one session after the other, and tells the number of each when the store has answered. */
function programOf(url: string): string {
  return `import { writeSync } from 'node:fs'
     import { openStore } from ${JSON.stringify(OPEN_MODULE)}
     const store = await openStore(${JSON.stringify(url)})
     const audit = { at: ${NOW}, actor: 'a', act: 'sign-in', outcome: 'accepted', requestId: 'r' }
     for (let number = 1; ; number += 1) {
       const session = {
         id: String(number), subjectId: 'p', role: 'SUBSCRIBER', displayName: '', accounts: [], hasMoreAccounts: false,
         confirmedAt: ${NOW}, createdAt: ${NOW}, expiresAt: ${NOW + 1},
       }
       const refreshTokenHash = 'token-' + number
       await store.sessions.create({ session, refreshTokenHash, audit: { ...audit, object: session.id }, maxPerSubject: 1_000_000 })
       writeSync(1, number + '\\n')
     }`
}

describeStores((openFresh) => {
  test.each([1, 25])(
    'a process that is killed after it reported %i sessions has lost none of them, and left no half one',
    { timeout: 30_000 },
    async (count) => {
      const database = await openFresh()
      const reported = await reportUntilKilled(programOf(database.url), count)
      const store = await database.open()
      for (const number of reported) {
        expect(await store.sessions.findByRefreshToken(`token-${number}`, NOW)).toMatchObject({ id: number })
      }
      // One statement: what it sees is of one moment.
      const rows = await database.query(
        `select 'session' as kind, id from sessions union all select 'token', session_id from refresh_tokens
         union all select 'audit', object from audit order by id`,
      )
      const [sessions, tokens, audited] = ['session', 'token', 'audit'].map((wanted) =>
        rows.filter(({ kind }) => kind === wanted).map(({ id }) => id),
      )
      expect(tokens).toEqual(sessions)
      expect(audited).toEqual(sessions)
    },
  )
})
