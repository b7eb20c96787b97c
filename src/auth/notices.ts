import { randomUUID } from 'node:crypto'
import type { KnownLogin } from '../billing/login-port.ts'
import type { Channel } from '../domain/message.ts'
import type { DeliveryStore } from '../store/access-types.ts'
import type { AuditEntry } from '../store/store.ts'
import { MAX_WAITING } from './access-desk.ts'
import type { Caller } from './auth.ts'
import type { Codes, NoticeOrder, NoticeTarget, NoticeTopic } from './codes.ts'
import type { Desk } from './desk.ts'

/** What somebody should hear of who may not have done it himself. */
export interface Notice {
  readonly topics: readonly NoticeTopic[]
  /** Whose notices are counted together. */
  readonly owner: string
  readonly to: NoticeTarget
}

export interface Notices {
  /**
   * Writes the row of the trail that tells of a change, and with it, in one transaction, one message for each of the
   * contacts as they were before. It goes on when the client leaves: the change was made.
   */
  tell(change: { readonly act: AuditEntry; readonly notice: Notice | null }, caller: Caller): Promise<void>
}

/** Whoever changes more often than that in an hour has been told of it, or is somebody whom it shall not cost more. */
const MAX_NOTICES_PER_HOUR = 10
/** A contact that cannot be reached for a day is worth no more tries. */
const NOTICE_TTL_MS = 86_400_000

export function createNotices(
  desk: Desk,
  parts: {
    readonly store: { readonly deliveries: DeliveryStore }
    readonly codes: Codes
    readonly channels: readonly Channel[]
    readonly nudge: () => void
  },
): Notices {
  const { store, codes, channels, nudge } = parts

  function write({ topics, to }: Notice, act: AuditEntry) {
    const reachable = channels.filter((channel) => to.kind === 'login' || contactOf(to, channel) !== null)
    return reachable.map((channel) => {
      const id = randomUUID()
      const order: NoticeOrder = { notice: { topics, channel, to } }
      return {
        delivery: {
          id,
          kind: 'notice',
          channel,
          payload: codes.seal(order, id),
          requestId: act.requestId,
          ttlMs: NOTICE_TTL_MS,
        },
        audit: { ...act, act: 'notice', object: `notice:${id}`, outcome: 'requested' },
      }
    })
  }

  async function mayTell({ owner }: Notice, caller: Caller): Promise<boolean> {
    const now = desk.options.now()
    const counted = [{ subject: desk.limits.nameSubject('notice', owner), max: MAX_NOTICES_PER_HOUR }]
    return (await desk.limits.takeNamed({ caller, now, act: 'notice' }, counted, {})).kind === 'taken'
  }

  return {
    async tell({ act, notice }, caller) {
      const isTold = notice !== null && notice.topics.length > 0 && (await mayTell(notice, caller))
      const messages = isTold ? write(notice, act) : []
      const isKept = await store.deliveries.put({ act, messages, maxWaiting: MAX_WAITING })
      if (!isKept) {
        desk.options.log?.warn(
          { operation: 'outbox', kind: 'notice', requestId: act.requestId },
          'too many messages wait',
        )
      }
      if (messages.length > 0) nudge()
    },
  }
}

/** To whoever the billing knows behind a login; staff are reached by other ways. */
export function noticeOf(known: KnownLogin, topics: readonly NoticeTopic[]): Notice | null {
  if (known.role === 'OPERATOR') return null
  const { login, accountIds, role, subjectId } = known
  return { topics, owner: `${role}:${subjectId}`, to: { kind: 'login', login, accountIds: accountIds.slice(0, 100) } }
}

function contactOf({ phone, email }: Extract<NoticeTarget, { kind: 'contacts' }>, channel: Channel): string | null {
  return channel === 'SMS' ? phone : email
}
