import { createHash } from 'node:crypto'
import type { Selectable } from 'kysely'
import type { ContentRow, ContentValues } from './content-types.ts'
import type { ContentTable } from './tables.ts'

export function readContent(row: Selectable<ContentTable>): ContentRow {
  return {
    id: row.id,
    code: row.code,
    version: row.version,
    updatedAt: row.updated_at,
    regionId: row.region_id,
    topic: row.topic,
    startsAt: row.starts_at,
    endsAt: row.ends_at,
    sortKey: row.sort_key,
    title: { ru: row.title_ru, en: row.title_en },
    body: { ru: row.body_ru, en: row.body_en },
    details: row.details,
  }
}

export function writeValues(values: ContentValues) {
  return {
    region_id: values.regionId,
    topic: values.topic,
    starts_at: values.startsAt,
    ends_at: values.endsAt,
    sort_key: values.sortKey,
    title_ru: values.title.ru,
    title_en: values.title.en,
    body_ru: values.body.ru,
    body_en: values.body.en,
    details: values.details,
  }
}

/** Two changes that say the same have the same. */
export function fingerprintOf(values: ContentValues): string {
  return createHash('sha256')
    .update(JSON.stringify(Object.values(writeValues(values))))
    .digest('hex')
}
