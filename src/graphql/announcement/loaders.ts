import type { AnnouncementPageKey } from '../../billing/content-port.ts'
import type { Announcement } from '../../domain/announcement.ts'
import { type ContentLoaders, createContentLoaders } from '../content/loaders.ts'
import type { Reading } from '../reading.ts'

export type AnnouncementLoaders = ContentLoaders<Announcement, AnnouncementPageKey>

export function createAnnouncementLoaders(reading: Reading): AnnouncementLoaders {
  return createContentLoaders(reading, reading.content.announcements)
}
