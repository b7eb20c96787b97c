import type { AnnouncementDraft } from '../domain/announcement.ts'
import type { BankDetailsVersion } from '../domain/bank-details.ts'

/** What subscribers read when an operator's bank details have changed, from the instant of the change on. */
export function writeAnnouncement({ payeeName, since }: BankDetailsVersion): AnnouncementDraft {
  return {
    title: { ru: 'Изменились банковские реквизиты', en: 'The bank details have changed' },
    body: {
      ru: `У получателя «${payeeName.replaceAll(/[«»]/g, '"')}» новые банковские реквизиты. Квитанции, полученные раньше, больше не действительны: не платите по ним. Новую квитанцию можно получить в личном кабинете, в разделе оплаты.`,
      en: `The payee ${payeeName} has new bank details. Receipts that were made before are not valid any more: do not pay by them. Get a new receipt in the cabinet, under payment.`,
    },
    category: 'BANK_DETAILS',
    regionId: null,
    publishedAt: since,
    effectiveAt: since,
  }
}

/** By which the announcement of a change is published once, however often the change is repeated. */
export function announcementKeyOf({ id }: BankDetailsVersion): string {
  return `bank-details-${id}`
}
