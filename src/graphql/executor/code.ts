import { UNUSUAL, type WriteLeaf } from './leaf.ts'
import type { Selection } from './planned.ts'
import { type Complete, fail, ignore, type Place, type Position, type Run, regionOf, settleOrWait } from './run.ts'

/** One field of a selection, for the code that is written for it. */
export interface FieldCode {
  /** Under which the answer has it. */
  readonly key: string
  readonly position: Position
  readonly read: ReadCode
  /** What the resolver answers when it is told everything, its place in the answer included. */
  readonly readAt: (run: Run, source: unknown, place: Place) => unknown
  readonly write: WriteCode
}

/** Where a value comes from. */
export type ReadCode =
  /** The property of that name, unless it is a function or the source is no object. */
  | { readonly kind: 'property'; readonly name: string }
  /** A resolver that does not ask for its place in the answer. */
  | {
      readonly kind: 'resolver'
      readonly resolve: (source: unknown, given: unknown, context: unknown) => unknown
      readonly readArguments: (variables: Run['variables']) => unknown
    }
  /** A resolver that does. */
  | { readonly kind: 'place' }

/** What becomes of a value that is neither a promise nor otherwise unusual. */
export type WriteCode =
  /** `test` says of `value` whether it stands in the answer as it is. */
  | { readonly kind: 'leaf'; readonly test: string | null; readonly writeLeaf: WriteLeaf }
  | { readonly kind: 'object'; readonly select: () => Selection }
  | { readonly kind: 'other' }

/**
 * A selection as a function of its own, written for its fields. A loop over fields that all selections share meets values of all shapes
 * at each of its places, and the engine looks up again and again what a function of its own knows.
 *
 * No text of a client gets into the code but names that GraphQL has checked, as JSON. Whatever is unusual, be it a value, a promise or a
 * failure, is handled by the functions that all code shares.
 */
export function createSelection(options: {
  readonly typename: string
  /** What every object of the selection begins as, all its keys in their order. */
  readonly template: Readonly<Record<string, unknown>>
  readonly fields: readonly FieldCode[]
}): Selection {
  const { typename, template, fields } = options
  const code = `
    const { ${Object.keys(TOOLS).join(', ')} } = tools
    ${fields.map((field, at) => declare(field, at)).join('\n')}
    return (run, source, place) => {
      const region = regionOf(place)
      const prev = place === run.root ? undefined : place
      const hasProperties = typeof source === 'object' && source !== null
      const target = ${JSON.stringify(template)}
      ${fields.map((field, at) => writeField(field, { at, typename })).join('\n')}
      return target
    }`
  const select = compile(code, fields)
  if (isSelection(select)) return select
  throw new TypeError('Code that makes no selection.')
}

/** The items of a list of objects, in the same manner. `complete` is for values that are no arrays. */
export function createItems(options: {
  readonly position: Position
  readonly select: () => Selection
  readonly complete: Complete
}): Complete {
  const code = `
    const { ${Object.keys(TOOLS).join(', ')} } = tools
    const { position, select, complete } = given
    let selection = null
    return (run, value, place) => {
      if (!Array.isArray(value)) return complete(run, value, place)
      const target = []
      const region = regionOf(place)
      for (let key = 0; key < value.length; key += 1) {
        const item = value[key]
        if (region.isNull) {
          ignore(item)
          continue
        }
        target.push(null)
        const own = { prev: place, key, typename: undefined, target, region, position, isNull: false }
        if (${isObject('item')}) {
          try {
            target[key] = (selection ??= select())(run, item, own)
          } catch (error) {
            fail(run, own, error)
          }
        } else settleOrWait(run, own, item)
      }
      return region.isNull ? null : target
    }`
  const items = compile(code, options)
  if (isComplete(items)) return items
  throw new TypeError('Code that makes no list.')
}

const TOOLS = { UNUSUAL, fail, ignore, regionOf, settleOrWait }

/** The values of each field under names of its own. */
function declare({ read, write }: FieldCode, at: number): string {
  const names = [`position: position${at}`, `readAt: readAt${at}`]
  if (read.kind === 'resolver') names.push(`read: { resolve: resolve${at}, readArguments: readArguments${at} }`)
  if (write.kind === 'leaf') names.push(`write: { writeLeaf: writeLeaf${at} }`)
  if (write.kind === 'object') names.push(`write: { select: select${at} }`)
  const selection = write.kind === 'object' ? `\nlet selection${at} = null` : ''
  return `const { ${names.join(', ')} } = given[${at}]${selection}`
}

function writeField(field: FieldCode, { at, typename }: { at: number; typename: string }): string {
  const key = JSON.stringify(field.key)
  const makePlace = `{ prev, key: ${key}, typename: ${JSON.stringify(typename)}, target, region, position: position${at}, isNull: false }`
  return `{
    let own = null
    try {
      ${writeRead(field, { at, makePlace })}
      ${writeValue(field, { at, key, makePlace })}
    } catch (error) {
      fail(run, own ?? ${makePlace}, error)
      if (region.isNull) return null
    }
  }`
}

interface Names {
  readonly at: number
  readonly makePlace: string
}

function writeRead({ read }: FieldCode, { at, makePlace }: Names): string {
  const readAt = `own = ${makePlace}
      value = readAt${at}(run, source, own)`
  if (read.kind === 'resolver')
    return `const value = resolve${at}(source, readArguments${at}(run.variables), run.contextValue)`
  if (read.kind === 'place') return `let value; ${readAt}`
  return `let value = hasProperties ? source[${JSON.stringify(read.name)}] : undefined
      if (!hasProperties || typeof value === 'function') {
        ${readAt}
      }`
}

function writeValue({ write }: FieldCode, { at, key, makePlace }: Names & { readonly key: string }): string {
  const settle = `own ??= ${makePlace}
        settleOrWait(run, own, value)`
  if (write.kind === 'leaf') {
    const { test } = write
    const plain =
      test === null
        ? ''
        : `if (${test}) target[${key}] = value
      else `
    return `${plain}{
        const leaf = writeLeaf${at}(value)
        if (leaf !== UNUSUAL) target[${key}] = leaf
        else {
          ${settle}
          if (region.isNull) return null
        }
      }`
  }
  if (write.kind === 'object') {
    return `if (${isObject('value')}) {
        own ??= ${makePlace}
        target[${key}] = (selection${at} ??= select${at}())(run, value, own)
      } else {
        ${settle}
      }
      if (region.isNull) return null`
  }
  return `${settle}
      if (region.isNull) return null`
}

/** Whether a value is an object and no promise, and no error that a resolver has answered instead of throwing it. */
function isObject(name: string): string {
  return `typeof ${name} === 'object' && ${name} !== null && typeof ${name}.then !== 'function' && !(${name} instanceof Error)`
}

function compile(code: string, given: unknown): unknown {
  // oxlint-disable-next-line typescript/no-implied-eval -- the text is ours and JSON of names that GraphQL has checked
  const create: unknown = new Function('tools', 'given', `'use strict'\n${code}`)
  return typeof create === 'function' ? create(TOOLS, given) : null
}

function isSelection(value: unknown): value is Selection {
  return typeof value === 'function'
}

function isComplete(value: unknown): value is Complete {
  return typeof value === 'function'
}
