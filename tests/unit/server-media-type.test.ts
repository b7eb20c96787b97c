import { expect, test } from 'vitest'
import { chooseResponseType, isJsonContentType } from '../../src/server/media-type.ts'

const JSON_TYPE = 'application/json; charset=utf-8'
const GRAPHQL_TYPE = 'application/graphql-response+json; charset=utf-8'

test.each([
  [undefined, JSON_TYPE],
  ['', JSON_TYPE],
  ['*/*', JSON_TYPE],
  ['application/*', JSON_TYPE],
  ['APPLICATION/JSON', JSON_TYPE],
  ['application/json;charset=UTF-8', JSON_TYPE],
  ['application/json; charset="utf-8"', JSON_TYPE],
  ['application/graphql-response+json', GRAPHQL_TYPE],
  ['application/graphql-response+json, application/json', JSON_TYPE],
  ['application/graphql-response+json, application/json;q=0.9', GRAPHQL_TYPE],
  ['application/json;q=0.1, */*;q=0.5', GRAPHQL_TYPE],
  ['application/json;q=0, */*', GRAPHQL_TYPE],
  ['*/*, application/json;q=0', GRAPHQL_TYPE],
  ['application/graphql-response+json;q=0, */*', JSON_TYPE],
  ['text/html, */*;q=0.1', JSON_TYPE],
  ['application/json;q=1.000', JSON_TYPE],
  ['text/html', null],
  ['*/*;q=0', null],
  ['application/json;q=0.000', null],
  ['application/json;q=2', null],
  ['application/json;q=abc', null],
  ['application/json;charset=windows-1251', null],
  ['application/json;callbackSpec=1.0', null],
  ['multipart/mixed', null],
  [',,;;=', null],
])('Accept %j is answered in %j', (accept, expected) => {
  expect(chooseResponseType(accept)).toBe(expected)
})

test.each([
  ['application/json', true],
  ['Application/Json ; Charset = UTF-8', true],
  ['application/json;charset="utf-8"', true],
  [undefined, false],
  ['', false],
  ['application/json;', false],
  ['application/json; charset=utf8', false],
  ['application/json; charset=utf-8; charset=koi8-r', false],
  ['application/json; charset="utf-8', false],
  ['application/json; boundary=x', false],
  ['application/graphql-response+json', false],
  ['text/json', false],
])('the content type %j is JSON in UTF-8: %j', (contentType, expected) => {
  expect(isJsonContentType(contentType)).toBe(expected)
})
