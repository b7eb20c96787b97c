import type { Edited } from '../../domain/content.ts'
import { formatInstant } from '../../domain/date.ts'
import { type LocalizedText, textIn } from '../../domain/localized-text.ts'
import type { RegionId } from '../../domain/region.ts'
import type { GraphqlContext } from '../context.ts'
import { writeId } from '../ids.ts'
import type { Form } from './form.ts'

/** What most kinds of content show: a title and a text in the reader's language, and both for editing. */
export const articleFields = {
  title: ({ title }: Article, _args: unknown, { language }: GraphqlContext): string => textIn(title, language),
  body: ({ body }: Article, _args: unknown, { language }: GraphqlContext): string => textIn(body, language),
  titleTexts: ({ title }: Article): LocalizedText => title,
  bodyTexts: ({ body }: Article): LocalizedText => body,
}

export const editedFields = {
  updatedAt: ({ updatedAt }: Edited, _args: unknown, { timeZone }: GraphqlContext): string =>
    formatInstant(updatedAt, timeZone),
}

export const regionalFields = {
  regionId: ({ regionId }: { readonly regionId: RegionId | null }): string | null =>
    regionId === null ? null : writeId({ type: 'Region', regionId }),
}

/** A text that may not be written at all, in the reader's language. */
export function optionalTextIn(text: LocalizedText | null, { language }: GraphqlContext): string | null {
  return text === null ? null : textIn(text, language)
}

/** Title and text of an input, by the rules that all kinds share. */
export function readArticle(form: Form, content: { title: TextInput; body: TextInput }): Article {
  return {
    title: form.text('content.title', content.title, { max: 200 }),
    body: form.text('content.body', content.body, { max: 10_000, multiline: true }),
  }
}

/** The key that makes a creation happen once. */
export function readIdempotencyKey(form: Form, value: string): string {
  return form.key('idempotencyKey', value, { min: 8, max: 64 })
}

/** A place in a list. The schema gives the default; the types do not know it. */
export function readOrder(form: Form, field: string, order = 100): number {
  return form.wholeNumber(field, order, { min: 0, max: 9999 })
}

interface Article {
  readonly title: LocalizedText
  readonly body: LocalizedText
}

type TextInput = Parameters<Form['text']>[1]
