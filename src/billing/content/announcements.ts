import { ANNOUNCEMENT_CATEGORIES, type Announcement, type AnnouncementDraft } from '../../domain/announcement.ts'
import type { AnnouncementBilling, AnnouncementPageKey } from '../content-port.ts'
import { oneOf, readDetails } from './details.ts'
import { createItems } from './items.ts'
import type { ContentOptions, Kind } from './kind.ts'
import { narrowRegion } from './regions.ts'

export function createAnnouncements(options: ContentOptions): AnnouncementBilling {
  return createItems(options, announcementKind, (key: AnnouncementPageKey) => ({
    ...narrowRegion(key),
    topic: key.category,
  }))
}

export const announcementKind: Kind<Announcement, AnnouncementDraft> = {
  kind: 'announcement',
  read: ({ id, version, updatedAt, title, body, regionId, topic, startsAt, details: json }) => {
    const details = readDetails('announcement', json)
    return {
      noun: 'announcement',
      id: String(id),
      version,
      updatedAt,
      title,
      body,
      regionId,
      category: oneOf(ANNOUNCEMENT_CATEGORIES, topic, () => details.corrupt('category')),
      publishedAt: startsAt,
      effectiveAt: details.number('effectiveAt'),
    }
  },
  write: ({ title, body, regionId, category, publishedAt, effectiveAt }) => ({
    title,
    body,
    regionId,
    topic: category,
    startsAt: publishedAt,
    endsAt: null,
    sortKey: publishedAt,
    details: JSON.stringify({ effectiveAt }),
  }),
}
