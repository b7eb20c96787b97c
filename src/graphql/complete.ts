import type { Resolvers, ResolversParentTypes } from '../generated/schema.ts'

/**
 * The resolvers of some types, none of them forgotten: a field that the parent does not carry under its own name needs
 * one, since it would be null for ever without a word.
 */
export type Complete<Name extends keyof Resolvers & keyof ResolversParentTypes> = {
  readonly [Type in Name]-?: Every<NonNullable<Resolvers[Type]>, keyof ResolversParentTypes[Type]>
}

type Every<Fields, Carried extends PropertyKey> = Fields & Required<Omit<Fields, Carried | '__isTypeOf'>>
