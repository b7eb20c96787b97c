import type { Migration } from '../migrate.ts'

/**
 * What the provider publishes: news, promotions, announcements, help articles, ways to pay and the company's own page.
 * One table, since all of them are a title and a text in two languages with a region, a time and a place in a list; what
 * only one kind has is JSON in `details`. Rows are never deleted: a removed one keeps its code used up.
 */
export const content: Migration = {
  name: '0002-content',
  statements: ({ int64, countedKey, tableEnd }) => [
    `create table content (
      id ${countedKey},
      kind text not null check
        (kind in ('news', 'promotion', 'announcement', 'help-article', 'company', 'payment-method')),
      code text not null,
      created_from text not null,
      fingerprint text not null,
      version ${int64} not null check (version > 0),
      updated_at ${int64} not null,
      removed_at ${int64},
      region_id text,
      topic text,
      starts_at ${int64} not null,
      ends_at ${int64} check (ends_at > starts_at),
      sort_key ${int64} not null,
      title_ru text,
      title_en text,
      body_ru text,
      body_en text,
      details text not null,
      unique (kind, code),
      check (title_ru is not null or title_en is not null),
      check (body_ru is not null or body_en is not null)
    )${tableEnd}`,
    `create index content_list on content (kind, sort_key, id) where removed_at is null`,
  ],
}
