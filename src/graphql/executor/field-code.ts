import type { FieldCode, ObjectPlan } from './planned.ts'

/** Where code stands that fills one object, and what it can say of its surroundings. All of it is code itself. */
export interface Scope {
  /** Ends the names of its variables: `source` and `target`, and those of its fields. */
  readonly suffix: string
  /** The place of the object, as its fields have it before them. */
  readonly prev: string
  /** The place where a failure in it stops. */
  readonly region: string
  /** Whether a failure has stopped there. Makes no place, as the two above may. */
  readonly isLost: string
  /** Goes to where the code goes on then. */
  readonly leave: string
  /** Whether `source` is known to be an object; otherwise `hasProperties` says so. */
  readonly isSourceKnown: boolean
}

/**
 * Code that makes `target` of `source`. Each field's values are looked up by names with its number in `fields`, to which the fields are
 * added.
 */
export function writeObject(plan: ObjectPlan, scope: Scope, fields: FieldCode[]): string {
  const { typename, template } = plan
  const written = plan.fields.map((field) => writeField({ field, scope, typename, fields }))
  return `const target${scope.suffix} = ${JSON.stringify(template)}
    ${written.join('\n')}`
}

/** The values of each field under names of its own. */
export function declareFields(fields: readonly FieldCode[]): string {
  return fields.map(declare).join('\n')
}

function declare({ read, write }: FieldCode, at: number): string {
  const names = [`position: position${at}`, `readAt: readAt${at}`]
  if (read.kind === 'resolver') names.push(`read: { resolve: resolve${at}, readArguments: readArguments${at} }`)
  if (write.kind === 'leaf') names.push(`write: { writeLeaf: writeLeaf${at} }`)
  if (write.kind === 'object') names.push(`write: { select: select${at} }`)
  const selection = write.kind === 'object' ? `\nlet selection${at} = null` : ''
  return `const { ${names.join(', ')} } = fields[${at}]${selection}`
}

/** A place in the answer, made when something asks for it: hardly anything does. */
export function writePlace(place: {
  readonly scope: Pick<Scope, 'prev' | 'region'>
  readonly key: string
  readonly typename: string
  readonly target: string
  readonly position: string
}): string {
  const { scope, key, typename, target, position } = place
  return `{ prev: ${scope.prev}, key: ${key}, typename: ${typename}, target: ${target}, region: ${scope.region}, position: ${position}, isNull: false }`
}

/** Whether a value is an object and no promise, and no error that a resolver has answered instead of throwing it. */
export function isObject(name: string): string {
  return `typeof ${name} === 'object' && ${name} !== null && typeof ${name}.then !== 'function' && !(${name} instanceof Error)`
}

/** The scope of an object that stands at `own`, a variable for a place that is made by `makePlace` when it is needed. */
export function scopeAt(
  own: string,
  around: Pick<Scope, 'region' | 'isLost' | 'leave'>,
  {
    makePlace,
    isNullable,
    suffix,
    label,
  }: {
    readonly makePlace: string
    readonly isNullable: boolean
    readonly suffix: string
    readonly label: string
  },
): Scope {
  const prev = `(${own} ??= ${makePlace})`
  const common = { suffix, prev, isSourceKnown: true }
  if (!isNullable) return { ...around, ...common }
  return { ...common, region: prev, isLost: `(${own} !== null && ${own}.isNull)`, leave: `break ${label}` }
}

interface FieldOptions {
  readonly field: FieldCode
  readonly scope: Scope
  readonly typename: string
  readonly fields: FieldCode[]
}

/** What the parts of a field's code share. */
interface Names {
  readonly scope: Scope
  /** Of the field in all the code. */
  readonly at: number
  /** The place in `target` that is written. */
  readonly slot: string
  readonly makePlace: string
}

function writeField({ field, scope, typename, fields }: FieldOptions): string {
  const at = fields.push(field) - 1
  const key = JSON.stringify(field.key)
  const target = `target${scope.suffix}`
  const makePlace = writePlace({
    scope,
    key,
    typename: JSON.stringify(typename),
    target,
    position: `position${at}`,
  })
  const names = { scope, at, slot: `${target}[${key}]`, makePlace }
  return `{
    let own${at} = null
    try {
      ${writeRead(field, names)}
      ${writeValue(field, names, fields)}
    } catch (error) {
      fail(run, own${at} ?? ${makePlace}, error)
      if (${scope.isLost}) ${scope.leave}
    }
  }`
}

function writeRead({ read }: FieldCode, { scope, at, makePlace }: Names): string {
  const source = `source${scope.suffix}`
  const readAt = `own${at} = ${makePlace}
      value = readAt${at}(run, ${source}, own${at})`
  if (read.kind === 'resolver')
    return `const value = resolve${at}(${source}, readArguments${at}(run.variables), run.contextValue)`
  if (read.kind === 'place') return `let value; ${readAt}`
  const property = `${source}[${JSON.stringify(read.name)}]`
  if (scope.isSourceKnown)
    return `let value = ${property}
      if (typeof value === 'function') {
        ${readAt}
      }`
  return `let value = hasProperties ? ${property} : undefined
      if (!hasProperties || typeof value === 'function') {
        ${readAt}
      }`
}

function writeValue({ write, position }: FieldCode, names: Names, fields: FieldCode[]): string {
  const { scope, at, slot, makePlace } = names
  const settle = `own${at} ??= ${makePlace}
        settleOrWait(run, own${at}, value)`
  const leaveIfLost = `if (${scope.isLost}) ${scope.leave}`
  if (write.kind === 'leaf') {
    const { test } = write
    const plain =
      test === null
        ? ''
        : `if (${test}) ${slot} = value
      else `
    return `${plain}{
        const leaf = writeLeaf${at}(value)
        if (leaf !== UNUSUAL) ${slot} = leaf
        else {
          ${settle}
          ${leaveIfLost}
        }
      }`
  }
  if (write.kind === 'other')
    return `${settle}
      ${leaveIfLost}`
  const fill =
    write.leaves === null
      ? `own${at} ??= ${makePlace}
        ${slot} = (selection${at} ??= select${at}())(run, value, own${at})`
      : writeLeaves(write.leaves, { ...names, isNullable: position.isNullable }, fields)
  return `if (${isObject('value')}) {
        ${fill}
      } else {
        ${settle}
      }
      ${leaveIfLost}`
}

/** An object of leaves within the code of the object around it: no call, and no place for an object that goes as usual. */
function writeLeaves(leaves: ObjectPlan, names: Names & { readonly isNullable: boolean }, fields: FieldCode[]): string {
  const { scope, at, slot, makePlace, isNullable } = names
  const suffix = `_${at}`
  const label = `object${suffix}`
  const within = scopeAt(`own${at}`, scope, { makePlace, isNullable, suffix, label })
  return `const source${suffix} = value
        ${label}: {
          ${writeObject(leaves, within, fields)}
          ${slot} = target${suffix}
        }`
}
